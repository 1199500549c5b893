import { createZoneOffset } from "@arterial/domain/time/zone-offset";

/** Writes instants (epoch ms) in the city's time zone. */
export interface TimeFormat {
  readonly timeZone: string;
  /** `17:42:08` */
  clock(at: number): string;
  /** `17:42` */
  time(at: number): string;
  /** `Tue 17 Nov 2026` */
  date(at: number): string;
  /** `Tue` */
  weekday(at: number): string;
  /** `Tuesday` */
  longWeekday(at: number): string;
  /** `CET`, or `UTC+5:45` where the zone has no common abbreviation. */
  zone(at: number): string;
  /** `UTC+1` */
  offset(at: number): string;
  /** How far the zone's clocks are ahead of UTC, ms. */
  offsetMs(at: number): number;
  /** ISO 8601 with the zone's offset, for `<time>` and exports. */
  iso(at: number): string;
}

/** Where the reader's own language has none: English locales differ in the abbreviations they know; the first that is no plain offset is taken. */
const ABBREVIATION_LOCALES = ["en-GB", "en-US", "en-CA", "en-AU", "en-NZ", "en-IN", "en-ZA"];
const MINUS = "\u2212";

function partOf(format: Intl.DateTimeFormat, at: number, type: Intl.DateTimeFormatPartTypes): string {
  return format.formatToParts(at).find((part) => part.type === type)?.value ?? "";
}

function zoneNamesOf(timeZone: string, style: "short" | "longOffset" | "shortOffset", locale: string) {
  return new Intl.DateTimeFormat(locale, { timeZone, timeZoneName: style });
}

function isoOffset(longOffset: string): string {
  const offset = longOffset.replace("GMT", "").replace(MINUS, "-");
  return offset === "" ? "+00:00" : offset;
}

/** Makes the formatter of one city. `timeZone` is an IANA name; throws RangeError when it is unknown. */
export function createTimeFormat(timeZone: string, locale = "en-GB"): TimeFormat {
  const clock = new Intl.DateTimeFormat(locale, { timeZone, hourCycle: "h23", timeStyle: "medium" });
  const time = new Intl.DateTimeFormat(locale, { timeZone, hourCycle: "h23", timeStyle: "short" });
  const weekday = new Intl.DateTimeFormat(locale, { timeZone, weekday: "short" });
  const longWeekday = new Intl.DateTimeFormat(locale, { timeZone, weekday: "long" });
  const day = new Intl.DateTimeFormat(locale, {
    timeZone,
    weekday: "short",
    day: "numeric",
    month: "short",
    year: "numeric",
  });
  const isoDay = new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short", timeStyle: "medium" });
  const shortOffset = zoneNamesOf(timeZone, "shortOffset", "en-GB");
  const longOffset = zoneNamesOf(timeZone, "longOffset", "en-GB");
  const abbreviations = [locale, ...ABBREVIATION_LOCALES].map((name) => zoneNamesOf(timeZone, "short", name));

  const offset = (at: number) =>
    partOf(shortOffset, at, "timeZoneName").replace("GMT", "UTC").replace(/\+0$/, "");
  return {
    timeZone,
    clock: (at) => clock.format(at),
    time: (at) => time.format(at),
    date: (at) => day.format(at).replaceAll(",", ""),
    weekday: (at) => weekday.format(at),
    longWeekday: (at) => longWeekday.format(at),
    zone(at) {
      const names = abbreviations.map((format) => partOf(format, at, "timeZoneName"));
      return names.find((name) => !/^(GMT|UTC)[+\u2212-]/.test(name)) ?? offset(at);
    },
    offset,
    offsetMs: createZoneOffset(timeZone),
    iso: (at) => `${isoDay.format(at).replace(" ", "T")}${isoOffset(partOf(longOffset, at, "timeZoneName"))}`,
  };
}
