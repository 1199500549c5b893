import type { TimeFormat } from "../ui/format-time.ts";
import type { Stretch } from "./stretch.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** A longer stretch may hold the same time of day twice: times are written with their day. */
const DAYLESS_MS = 12 * HOUR_MS;

/** Writes the times of a chart that shows a stretch. */
export interface ChartTimes {
  /** `17:42`, or `Tue 17:42` where days differ. */
  time(at: number): string;
  /** `17:42:08`, or `Tue 17:42:08`. */
  clock(at: number): string;
  /** For the axis: `17:42`, and the day at its midnight. */
  tick(at: number): string;
}

/** How the times of a stretch are written: with their day when it is longer than half a day. */
export function chartTimes(timeFormat: TimeFormat, { from, to }: Stretch): ChartTimes {
  if (to - from <= DAYLESS_MS) {
    const { time, clock } = timeFormat;
    return { time, clock, tick: time };
  }
  const withDay = (text: string, at: number): string => `${timeFormat.weekday(at)} ${text}`;
  return {
    time: (at) => withDay(timeFormat.time(at), at),
    clock: (at) => withDay(timeFormat.clock(at), at),
    tick: (at) =>
      (at + timeFormat.offsetMs(at)) % DAY_MS === 0 ? timeFormat.weekday(at) : timeFormat.time(at),
  };
}
