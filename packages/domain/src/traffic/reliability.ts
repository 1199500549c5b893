import { quantileSorted } from "../statistics/quantile.ts";

/** How much the time of a way varies over comparable times (FHWA, Urban Congestion Reports and Travel Time Reliability). */
export interface Reliability {
  /** Travel time index: mean travel time by free-flow travel time. */
  travelTimeIndex: number;
  /** Planning time index: 95th percentile by free-flow travel time. */
  planningTimeIndex: number;
  /** Buffer index: how much the 95th percentile is above the mean, as a share of the mean; never negative. */
  bufferIndex: number;
  /** 95th percentile, s: who allows so much is late one time in twenty. */
  p95S: number;
  samples: number;
}

/** Fewer times than this say nothing of their 95th percentile: six hours of quarters of an hour. */
export const MIN_RELIABILITY_SAMPLES = 24;

/** Indices over some travel times, s; percentiles are interpolated linearly. Null while they are too few. */
export function reliabilityOf(
  travelTimesS: readonly number[],
  freeFlowS: number,
  leastSamples = MIN_RELIABILITY_SAMPLES,
): Reliability | null {
  const ascending = Float64Array.from(travelTimesS).sort();
  const p95S = quantileSorted(ascending, 0.95);
  if (p95S === null || ascending.length < leastSamples || freeFlowS <= 0) return null;
  const mean = ascending.reduce((sum, value) => sum + value, 0) / ascending.length;
  return {
    travelTimeIndex: mean / freeFlowS,
    planningTimeIndex: p95S / freeFlowS,
    bufferIndex: Math.max(0, (p95S - mean) / mean),
    p95S,
    samples: ascending.length,
  };
}
