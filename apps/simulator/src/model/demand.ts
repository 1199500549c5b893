import { z } from "zod";

const HOURS_OF_WEEK = 168;

/** Share of the recorded hour's demand by hour of the week; Monday 00 local is the first. */
export const demandProfileSchema = z.array(z.number().min(0).max(2)).length(HOURS_OF_WEEK);

/** Share of the recorded hour's demand at a moment of the week, 0 upwards; 1 is the recorded hour. */
export type Demand = (hourOfWeek: number) => number;

/** Demand between the middles of the hours of a profile by straight lines, so that it does not jump on the hour. */
export function createDemand(profile: readonly number[]): Demand {
  return (hourOfWeek) => {
    const position = hourOfWeek - 0.5 + HOURS_OF_WEEK;
    const hour = Math.floor(position);
    const from = profile[hour % HOURS_OF_WEEK] ?? 0;
    const to = profile[(hour + 1) % HOURS_OF_WEEK] ?? 0;
    return from + (to - from) * (position - hour);
  };
}

/**
 * A plain working-week profile for cities that bring none: two peaks on working days, one soft hill at weekends, quiet
 * nights. A made-up shape, for demonstration only.
 */
export function plainDemandProfile(): number[] {
  return Array.from({ length: HOURS_OF_WEEK }, (_, hourOfWeek) => {
    const hour = hourOfWeek % 24;
    const isWeekend = hourOfWeek >= 120;
    const hill = (middle: number, widthH: number) => Math.exp(-(((hour - middle) / widthH) ** 2));
    const share = isWeekend
      ? 0.08 + 0.55 * hill(14, 5)
      : 0.08 + 0.85 * hill(7.5, 1.6) + 0.45 * hill(12.5, 4) + 0.8 * hill(16.8, 2.2);
    return Math.round(Math.min(1, share) * 1000) / 1000;
  });
}
