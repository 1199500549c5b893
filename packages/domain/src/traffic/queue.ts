import { z } from "zod";
import { lonLatSchema } from "../city/network.ts";

/** Segments of a queue shorter than this are the queue of one signal, not an event, m. */
export const MIN_QUEUE_LENGTH_M = 200;

/** Fewer vehicles than this are that too. */
export const MIN_QUEUE_VEHICLES = 10;

/** A queue that is not seen for this many minutes has ended when it was seen last. */
export const QUEUE_GRACE_MINUTES = 3;

/** Minutes over which the growth of a queue is taken. */
export const QUEUE_GROWTH_MINUTES = 5;

/**
 * A queue as it was in one minute. Its head is where it begins, downstream, at the end of the head segment: what holds
 * traffic back is there or on that segment. Its tail is where vehicles join it, upstream, somewhere on the tail segment.
 */
export const queueStateSchema = z.object({
  /** End of the minute, epoch ms. */
  at: z.number(),
  headSegmentId: z.string(),
  headPoint: lonLatSchema,
  tailSegmentId: z.string(),
  tailPoint: lonLatSchema,
  /** From the head to the farthest tail, segment by segment against the direction of travel. */
  path: z.array(z.string()),
  /** All segments, those of side streets that the queue reaches into too; head first. */
  segmentIds: z.array(z.string()),
  /** Along the path, m; of the tail segment the part that is full. */
  lengthM: z.number(),
  /** Least-squares slope of the length over the last minutes, m/min; negative while it shrinks. */
  growthMPerMin: z.number(),
  /** Mean number of vehicles on the segments during the minute. */
  vehicles: z.number(),
  /** Space-mean speed of them all, km/h, and its ratio to free flow; null when nobody was counted. */
  speedKmh: z.number().nullable(),
  ratio: z.number().nullable(),
  /** Delay against free flow in this minute, vehicle-hours. */
  delayVehH: z.number(),
  /** True when it holds a segment in class severe. */
  isSevere: z.boolean(),
  /** True when it is slower than the 15th percentile for the hour of the week, or that is not known. */
  isUnusual: z.boolean(),
});
export type QueueState = z.infer<typeof queueStateSchema>;

/** How a queue came to its end. */
export const QUEUE_ENDS = ["dissolved", "merged"] as const;

/** A queue with its life: the same id while it grows, shrinks, splits and takes others in. Times are epoch ms. */
export const queueSchema = z.object({
  id: z.string(),
  /** Street of the head. */
  place: z.string(),
  startedAt: z.number(),
  /** When it was longest, and how long and how many vehicles it was then. */
  peakAt: z.number(),
  peakLengthM: z.number(),
  peakVehicles: z.number(),
  /** Delay against free flow over its whole life so far, vehicle-hours. */
  delayVehH: z.number(),
  endedAt: z.number().nullable(),
  end: z.enum(QUEUE_ENDS).nullable(),
  /** The queue that it became part of. */
  mergedInto: z.string().nullable(),
  /** The queue that it broke off from. */
  splitFrom: z.string().nullable(),
  state: queueStateSchema,
});
export type Queue = z.infer<typeof queueSchema>;

/** What happened to a queue in a minute: the value of a record on the topic of congestion events. */
export const congestionEventSchema = z.object({
  type: z.enum(["started", "changed", "ended"]),
  queue: queueSchema,
});
export type CongestionEvent = z.infer<typeof congestionEventSchema>;

/** Density of a slowly moving queue, veh/km and lane, where no segment ahead tells it. Ours: a vehicle every 20 m. */
const QUEUE_DENSITY_VPKM_LANE = 50;

/** A tail segment that is congested holds at least this share of its length in the queue. */
const MIN_FULL_SHARE = 0.1;

/**
 * Share of the tail segment that the queue has filled: its density lies between that of free traffic at its flow and
 * that of the queue ahead, in proportion to the two parts (conservation of vehicles across the shock wave between them;
 * Lighthill and Whitham, 1955).
 */
export function fullShare(
  tail: { densityVpkm: number; flowVph: number; freeFlowKmh: number; lanes: number },
  densityAheadVpkm: number | null,
): number {
  const free = tail.flowVph / tail.freeFlowKmh;
  const queued = Math.max(densityAheadVpkm ?? 0, tail.lanes * QUEUE_DENSITY_VPKM_LANE);
  if (queued <= free) return 1;
  return Math.min(1, Math.max(MIN_FULL_SHARE, (tail.densityVpkm - free) / (queued - free)));
}
