import type { CityView } from "../city/get-city.ts";
import type { Me } from "../session/get-me.ts";
import type { MapCityAnswer } from "./map-contract.ts";

/** Answers to what a page of the console asks first, which come with the page itself. */
export interface FirstAnswers {
  me: Me;
  city: CityView;
  map: MapCityAnswer;
}

/** Header by which the server hands them to the page that it renders; one that came from outside is dropped. */
export const FIRST_ANSWERS_HEADER = "x-arterial-first-answers";

/** As the value of a header. */
export function formatFirstAnswers(answers: FirstAnswers): string {
  return encodeURIComponent(JSON.stringify(answers));
}

/** From the own server's header; null when the page came without them. */
export function readFirstAnswers(header: string | null): FirstAnswers | null {
  return header === null ? null : (JSON.parse(decodeURIComponent(header)) as FirstAnswers);
}
