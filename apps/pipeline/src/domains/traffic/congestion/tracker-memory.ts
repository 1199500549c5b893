import { z } from "zod";

/** What the tracker of queues remembers besides the queues that have not ended. */
export const queueMemorySchema = z.object({
  /** Ends of the newest minutes, epoch ms, and the length then, m, by queue. */
  lengths: z.record(z.string(), z.array(z.object({ at: z.number(), lengthM: z.number() }))),
  /** Whom each congested segment waited for in the newest minute. */
  waitsFor: z.record(z.string(), z.string()),
});
export type QueueMemory = z.infer<typeof queueMemorySchema>;

/** One five-minute point in which a site had a bottleneck. */
const sitePointSchema = z.object({
  /** Epoch ms. */
  startAt: z.number(),
  extentM: z.number(),
  delayVehH: z.number(),
});
export type SitePoint = z.infer<typeof sitePointSchema>;

/** What the tracker of bottlenecks remembers of a place besides its bottleneck, if that has not ended. */
const siteMemorySchema = z.object({
  segmentId: z.string(),
  downstreamId: z.string(),
  points: z.array(sitePointSchema),
  /** Points before this instant belong to a bottleneck that has ended, epoch ms. */
  ownFrom: z.number(),
  /** Of every point of its bottleneck, m. */
  extentsM: z.array(z.number()),
});
export type SiteMemory = z.infer<typeof siteMemorySchema>;

/** What is remembered of five-minute points. */
export const pointMemorySchema = z.object({
  sites: z.array(siteMemorySchema),
  /** Start of the newest window in which each anomaly was heard of, epoch ms, by its segment and reason. */
  heardAt: z.record(z.string(), z.number()),
});
