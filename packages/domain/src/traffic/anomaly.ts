import { z } from "zod";
import { robustZ, type Spread } from "../statistics/quantile.ts";

/** In what way traffic is not as it usually is in this hour of the week. */
export const ANOMALY_REASONS = ["speed_below_typical", "flow_below_typical", "flow_above_typical"] as const;
export type AnomalyReason = (typeof ANOMALY_REASONS)[number];

/** Limits of an anomaly: entered at one score, left at another, and only on enough evidence. */
export interface AnomalyRule {
  /** Robust standard deviations from the median. */
  enterZ: number;
  leaveZ: number;
  /** Smallest spread that is taken seriously: a share of the median, and an absolute value. */
  floorShare: number;
  floor: number;
  /** Quarters of an hour behind the profile. */
  minSamples: number;
}

/** Speeds: four robust standard deviations, left again at three. */
export const SPEED_ANOMALY: AnomalyRule = { enterZ: 4, leaveZ: 3, floorShare: 0.08, floor: 3, minSamples: 8 };

/** Flows of five minutes vary more, and by whole vehicles. */
export const FLOW_ANOMALY: AnomalyRule = {
  enterZ: 5,
  leaveZ: 3.5,
  floorShare: 0.2,
  floor: 120,
  minSamples: 8,
};

/** Traffic on a segment that is far from its baseline. */
export const anomalySchema = z.object({
  segmentId: z.string(),
  reason: z.enum(ANOMALY_REASONS),
  /** Start of the first window, epoch ms. */
  startedAt: z.number(),
  endedAt: z.number().nullable(),
  /** Robust standard deviations from the median, the largest so far and the newest; negative below. */
  peakScore: z.number(),
  score: z.number(),
  value: z.number(),
  /** Baseline of the hour of the week: median and median absolute deviation. */
  median: z.number(),
  mad: z.number(),
});
export type Anomaly = z.infer<typeof anomalySchema>;

/** Score of a value against its baseline; null when the baseline rests on too little. */
export function anomalyScore(value: number, typical: Spread, rule: AnomalyRule): number | null {
  if (typical.samples < rule.minSamples) return null;
  return robustZ(value, typical, Math.max(rule.floor, typical.p50 * rule.floorShare));
}
