import { z } from "zod";

/**
 * Limits of a bottleneck. There is one between two places when the slow one, upstream, and the one downstream, where
 * traffic recovers, lie less than `maxDistanceM` apart, when the speed rises by at least `recovery`, and when the slow
 * side is below `slow`, in at least `points` of `of` contiguous five-minute points.
 */
export const bottleneckRuleSchema = z.object({
  name: z.string(),
  maxDistanceM: z.number().positive(),
  /** `kmh`: as they stand. `freeFlow`: shares of the free flow of the downstream place. */
  unit: z.enum(["kmh", "freeFlow"]),
  recovery: z.number().positive(),
  slow: z.number().positive(),
  /** Speed that delay is counted against, in the same unit. */
  reference: z.number().positive(),
  points: z.number().int().positive(),
  of: z.number().int().positive(),
});
export type BottleneckRule = z.infer<typeof bottleneckRuleSchema>;

const MPH = 1.609344;

/**
 * C. Chen, A. Skabardonis, P. Varaiya: Systematic Identification of Freeway Bottlenecks, TRR 1867, 2004: stations less
 * than 3 miles apart, 20 mph of recovery, slow side below 40 mph, 5 of 7 points; delay against 60 mph as in PeMS.
 * Direction as in the paper: the slow station is upstream and traffic recovers downstream.
 */
export const FREEWAY_BOTTLENECK: BottleneckRule = {
  name: "chen-skabardonis-varaiya",
  maxDistanceM: 3 * MPH * 1_000,
  unit: "kmh",
  recovery: 20 * MPH,
  slow: 40 * MPH,
  reference: 60 * MPH,
  points: 5,
  of: 7,
};

/** The same for streets, whose free flow lies below 40 mph: the paper's speeds as shares of its 60 mph. Ours. */
export const URBAN_BOTTLENECK: BottleneckRule = {
  name: "urban-scaled",
  maxDistanceM: 1_500,
  unit: "freeFlow",
  recovery: 20 / 60,
  slow: 40 / 60,
  reference: 1,
  points: 5,
  of: 7,
};

/** Length of a point, ms. */
export const BOTTLENECK_POINT_MS = 300_000;

/** Days that are looked back for bottlenecks at a place, and on how many of them one began at a recurring one. Ours: one in five. */
export const RECURRENCE = { ofDays: 28, leastDays: 6 } as const;

/** Speed and free flow of a place in one five-minute point. */
export interface PlaceSpeed {
  speedKmh: number;
  freeFlowKmh: number;
}

/** True when traffic is slow upstream and recovers downstream in this point. */
export function isBottleneckPoint(
  upstream: PlaceSpeed,
  downstream: PlaceSpeed,
  rule: BottleneckRule,
): boolean {
  const scale = rule.unit === "kmh" ? 1 : downstream.freeFlowKmh;
  return (
    upstream.speedKmh < rule.slow * scale && downstream.speedKmh - upstream.speedKmh >= rule.recovery * scale
  );
}

/** A bottleneck while it is active: between the end of the slow segment and the segment where traffic recovers. */
export const bottleneckSchema = z.object({
  id: z.string(),
  rule: z.string(),
  place: z.string(),
  /** The slow side, upstream: the head of its queue is the end of this segment. */
  upstreamSegmentId: z.string(),
  /** Where traffic recovers. */
  downstreamSegmentId: z.string(),
  /** Start of the first five-minute point and end of the last one so far, epoch ms. */
  startedAt: z.number(),
  lastAt: z.number(),
  endedAt: z.number().nullable(),
  durationS: z.number(),
  /** Median over time of how far the slow stretch reaches upstream of its head, m. */
  extentM: z.number(),
  /** Delay upstream against the rule's reference speed, vehicle-hours. */
  delayVehH: z.number(),
});
export type Bottleneck = z.infer<typeof bottleneckSchema>;
