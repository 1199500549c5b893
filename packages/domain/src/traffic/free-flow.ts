import { quantile } from "../statistics/quantile.ts";
import type { FreeFlowSource } from "./segment-metric.ts";

/** Speed that traffic would have on a segment when it is empty. */
export interface FreeFlow {
  kmh: number;
  /** `measured` off-peak, or the `posted` limit when there is too little data. */
  source: FreeFlowSource;
  /** Off-peak windows that it was measured in. */
  samples: number;
}

/** Share of off-peak windows that are slower than free flow (FHWA Urban Congestion Reports). */
export const FREE_FLOW_SHARE = 0.85;

/** Free flow is never taken to be faster than this times the posted limit. */
const POSTED_FACTOR = 1.1;

/** Off-peak windows that are needed before a measured value is trusted: a day and a half of quarters of an hour. */
export const MIN_FREE_FLOW_SAMPLES = 144;

/**
 * Off-peak hours of the week (0 = Monday 00:00): outside 06–22 on weekdays and all weekend, the complement of the
 * hours in which the FHWA Urban Congestion Reports look for congestion.
 */
export function isOffPeak(hourOfWeek: number): boolean {
  const hour = hourOfWeek % 24;
  return hourOfWeek >= 120 || hour < 6 || hour >= 22;
}

/** Free flow from off-peak space-mean speeds, km/h; the posted limit, and saying so, when they are too few. */
export function freeFlowOf(offPeakSpeedsKmh: readonly number[], postedKmh: number): FreeFlow {
  return freeFlowFromQuantile(
    quantile(offPeakSpeedsKmh, FREE_FLOW_SHARE),
    offPeakSpeedsKmh.length,
    postedKmh,
  );
}

/** As `freeFlowOf`, for a quantile that the database has computed. */
export function freeFlowFromQuantile(p85Kmh: number | null, samples: number, postedKmh: number): FreeFlow {
  if (p85Kmh === null || p85Kmh <= 0 || samples < MIN_FREE_FLOW_SAMPLES) {
    return { kmh: postedKmh, source: "posted", samples };
  }
  return { kmh: Math.min(p85Kmh, postedKmh * POSTED_FACTOR), source: "measured", samples };
}
