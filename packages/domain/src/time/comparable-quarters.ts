import { createHourOfWeek } from "./hour-of-week.ts";
import { createZoneOffset } from "./zone-offset.ts";

const DAY_MS = 24 * 60 * 60 * 1000;
const QUARTER_MS = 15 * 60 * 1000;
const QUARTERS_OF_HOUR = 4;
/** Saturday 00:00 by hour of week. */
const WEEKEND_BEGINS = 120;
/** Days that are looked back over: what is typical goes by the same four weeks. */
export const COMPARED_DAYS = 28;
const WEEK_DAYS = 7;

/** Quarter-hours of the past, epoch ms, that an hour is compared with; all by the clocks of the city. */
export interface ComparableQuarters {
  /** Start of the hour that is compared, epoch ms. */
  hourAt: number;
  /** The same hour of the same weekday in the weeks before. */
  sameHourOfWeek: number[];
  /** The same hour on days of the same sort, working days or weekend, in the weeks before. */
  sameSortOfDay: number[];
  isWeekend: boolean;
}

/** Finds what the hour of a moment is compared with, in the time zone of the city. */
export function createComparableQuarters(timeZone: string): (atMs: number) => ComparableQuarters {
  const offset = createZoneOffset(timeZone);
  const hourOfWeek = createHourOfWeek(timeZone);
  const isWeekend = (ms: number): boolean => hourOfWeek(ms) >= WEEKEND_BEGINS;
  const hourStart = (ms: number): number => {
    let at = Math.floor(ms / QUARTER_MS) * QUARTER_MS;
    while (hourOfWeek(at - QUARTER_MS) === hourOfWeek(at)) at -= QUARTER_MS;
    return at;
  };
  const daysBefore = (ms: number, days: number): number => {
    const local = ms + offset(ms) - days * DAY_MS;
    return local - offset(local - offset(ms));
  };
  const quartersOf = (ms: number): number[] =>
    Array.from({ length: QUARTERS_OF_HOUR }, (_, index) => ms + index * QUARTER_MS);
  return function comparableQuarters(atMs) {
    const hourAt = hourStart(atMs);
    const days = Array.from({ length: COMPARED_DAYS }, (_, index) => index + 1);
    const before = days.map((day) => ({ day, at: daysBefore(hourAt, day) }));
    const sameDay = before.filter(({ day }) => day % WEEK_DAYS === 0);
    const sameSort = before.filter(({ at }) => isWeekend(at) === isWeekend(hourAt));
    return {
      hourAt,
      sameHourOfWeek: sameDay.flatMap(({ at }) => quartersOf(at)),
      sameSortOfDay: sameSort.flatMap(({ at }) => quartersOf(at)),
      isWeekend: isWeekend(hourAt),
    };
  };
}
