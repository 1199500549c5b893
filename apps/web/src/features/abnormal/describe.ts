import type { AbnormalItem } from "@arterial/domain/live/frame";
import type { Messages } from "../../i18n/messages.ts";
import { formatNumber } from "../../ui/format-number.ts";

/** An abnormal thing in words. */
export interface AbnormalWords {
  title: string;
  place: string;
  /** The value that is abnormal, with its unit; empty when there is none. */
  value: string;
}

type Params = AbnormalItem["params"];

/** Reads a parameter as text; empty when it is absent. */
export function textParam(params: Params, name: string): string {
  const value = params[name];
  return value === undefined ? "" : String(value);
}

/** Writes a numeric parameter; empty when it is absent. */
export function numberParam(params: Params, name: string, decimals = 0): string {
  const value = params[name];
  if (value === undefined || value === "") return "";
  return formatNumber(Number(value), { decimals });
}

/** Where a thing is by its code and parameters; empty when they have no place. */
export function placeWords(
  { code, params }: Pick<AbnormalItem, "code" | "params">,
  { places }: Messages["abnormal"],
): string {
  const place = textParam(params, "place");
  return place && (places[code]?.(place) ?? place);
}

/** Title, place and value of an abnormal thing by its code; an unknown code is named by its kind. */
export function describeAbnormal(item: AbnormalItem, messages: Messages): AbnormalWords {
  const words = messages.abnormal;
  const title = words.titles[item.code] ?? words.byKind[item.kind];
  const value = words.values[item.code]?.({
    text: (name) => textParam(item.params, name),
    number: (name, decimals) => numberParam(item.params, name, decimals),
  });
  return {
    title,
    place: placeWords(item, words) || textParam(item.params, "name") || item.subject.id,
    value: value ?? "",
  };
}
