/** Hours of a week: 0 is Monday 00:00 to 01:00 in the city's time zone, 167 Sunday 23:00 to 24:00. */
export const HOURS_OF_WEEK = 168;

const WEEKDAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const HOUR_MS = 3_600_000;

/**
 * Hour of the week by the clocks of an IANA time zone, 0 to 167. Both hours that clocks show twice when summer time
 * ends have the same number. The returned function remembers the last hour it was asked for, so that series are cheap.
 */
export function createHourOfWeek(timeZone: string): (epochMs: number) => number {
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone,
    weekday: "short",
    hour: "2-digit",
    hourCycle: "h23",
  });
  // Offsets of all zones in use are multiples of a quarter of an hour.
  const quarterMs = HOUR_MS / 4;
  let lastQuarter = Number.NaN;
  let lastHour = 0;
  return function hourOfWeek(epochMs) {
    const quarter = Math.floor(epochMs / quarterMs);
    if (quarter === lastQuarter) return lastHour;
    const parts = format.formatToParts(quarter * quarterMs);
    const weekday = parts.find((part) => part.type === "weekday")?.value ?? "";
    const hour = Number(parts.find((part) => part.type === "hour")?.value);
    lastQuarter = quarter;
    lastHour = WEEKDAYS.indexOf(weekday) * 24 + hour;
    return lastHour;
  };
}
