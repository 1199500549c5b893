/**
 * How far the clocks of an IANA time zone are ahead of UTC, ms, at an instant. Clocks change at whole quarters of an
 * hour, so the returned function remembers the last quarter that it was asked for.
 */
export function createZoneOffset(timeZone: string): (epochMs: number) => number {
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
  });
  const quarterMs = 900_000;
  let lastQuarter = Number.NaN;
  let lastOffset = 0;
  return function zoneOffsetMs(epochMs) {
    const quarter = Math.floor(epochMs / quarterMs);
    if (quarter === lastQuarter) return lastOffset;
    const parts = format.formatToParts(quarter * quarterMs);
    const part = (type: string) => Number(parts.find((entry) => entry.type === type)?.value);
    const local = Date.UTC(
      part("year"),
      part("month") - 1,
      part("day"),
      part("hour"),
      part("minute"),
      part("second"),
    );
    lastQuarter = quarter;
    lastOffset = local - quarter * quarterMs;
    return lastOffset;
  };
}
