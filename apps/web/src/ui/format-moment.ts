import type { TimeFormat } from "./format-time.ts";

/** True when two instants lie on the same day by the clocks that times are written by. */
function isSameDay(one: number, other: number, format: TimeFormat): boolean {
  return format.date(one) === format.date(other);
}

/**
 * An instant with its zone, such as "09:12:44 CET"; with its date, and to the minute, when it lies on another day than
 * `now` by the same clocks: "Wed 25 Nov 2026 09:12 CET".
 */
export function formatMoment(
  at: number,
  { now, timeFormat, hasSeconds = true }: { now: number; timeFormat: TimeFormat; hasSeconds?: boolean },
): string {
  const zone = timeFormat.zone(at);
  if (!isSameDay(at, now, timeFormat)) return `${timeFormat.date(at)} ${timeFormat.time(at)} ${zone}`;
  return `${hasSeconds ? timeFormat.clock(at) : timeFormat.time(at)} ${zone}`;
}

/** To the millisecond, without its zone; with its date when it lies on another day than `now`. */
export function formatStamp(
  at: number,
  { now, timeFormat }: { now: number; timeFormat: TimeFormat },
): string {
  const clock = `${timeFormat.clock(at)}.${String(Math.floor(at) % 1000).padStart(3, "0")}`;
  return isSameDay(at, now, timeFormat) ? clock : `${timeFormat.date(at)} ${clock}`;
}
