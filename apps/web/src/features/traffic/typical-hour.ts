import type { TimeFormat } from "../../ui/format-time.ts";

const HOUR_MS = 3_600_000;

/** Start of the hour by the clocks of a zone that is `offsetMs` ahead of UTC; both epoch ms. */
export function startOfHour(at: number, offsetMs: number): number {
  return Math.floor((at + offsetMs) / HOUR_MS) * HOUR_MS - offsetMs;
}

/** An hour of the week in words, as `Thursday 17:00–18:00 CET`. */
export function hourWords(startAt: number, format: TimeFormat): string {
  const hours = `${format.time(startAt)}–${format.time(startAt + HOUR_MS)}`;
  return `${format.longWeekday(startAt)} ${hours} ${format.zone(startAt)}`;
}
