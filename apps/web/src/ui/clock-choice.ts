import { createBrowserChoice } from "./browser-choice.ts";

/** By whose clocks times are written: the city's, none but UTC, or those of this computer. */
export const clockChoice = createBrowserChoice("arterial.clock", ["city", "utc", "computer"]);
export type ClockChoice = ReturnType<typeof clockChoice.get>;

/** IANA zone of this computer. */
export function computerTimeZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** The zone in which times are written. */
export function chosenTimeZone(choice: ClockChoice, cityTimeZone: string): string {
  if (choice === "utc") return "UTC";
  return choice === "computer" ? computerTimeZone() : cityTimeZone;
}
