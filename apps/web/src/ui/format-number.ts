import { LANGUAGE_TRAITS, pageLanguage } from "../i18n/languages.ts";

const THIN_SPACE = "\u202F";
/** Keeps a sign before its number among words that are read from the right. */
const LEFT_TO_RIGHT_MARK = "\u200E";
const MINUS = "\u2212";
/** What stands in the place of a value that is not there. */
export const NO_VALUE = "–";

/** How a number is written: fixed decimals, locale's decimal mark, and a plus sign where a change is meant. */
export interface NumberStyle {
  decimals?: number;
  /** That of the page's language unless said otherwise. */
  locale?: string;
  isSigned?: boolean;
}

const formatters = new Map<string, Intl.NumberFormat>();

function formatterOf(locale: string, decimals: number): Intl.NumberFormat {
  const key = `${locale}/${decimals}`;
  const known = formatters.get(key);
  if (known) return known;
  const made = new Intl.NumberFormat(locale, {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  });
  formatters.set(key, made);
  return made;
}

/** Writes a number with thin no-break spaces between thousands and U+2212 as minus; a dash when there is none. */
export function formatNumber(value: number | null | undefined, style: NumberStyle = {}): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return NO_VALUE;
  const { decimals = 0, locale = LANGUAGE_TRAITS[pageLanguage()].numberLocale, isSigned = false } = style;
  const isZero = Math.abs(value) < 0.5 * 10 ** -decimals;
  const digits = formatterOf(locale, decimals)
    .formatToParts(isZero ? 0 : Math.abs(value))
    .map((part) => (part.type === "group" ? THIN_SPACE : part.value))
    .join("");
  if (isZero) return digits;
  const mark = LANGUAGE_TRAITS[pageLanguage()].direction === "rtl" ? LEFT_TO_RIGHT_MARK : "";
  if (value < 0) return `${mark}${MINUS}${digits}`;
  return isSigned ? `${mark}+${digits}` : digits;
}

/** Writes a range such as `33–39`, both ends with the same decimals; one number where both are written alike. */
export function formatRange(low: number, high: number, style: NumberStyle = {}): string {
  const from = formatNumber(low, style);
  const to = formatNumber(high, style);
  return from === to ? from : `${from}–${to}`;
}
