import { z } from "zod";
import { qualitySharesSchema } from "../quality/quality-shares.ts";
import { CONGESTION_CLASSES } from "./congestion-class.ts";
import type { SegmentMetric } from "./segment-metric.ts";

/** A window of a segment as it is on the event log. */
export const segmentMetricSchema = z.object({
  segmentId: z.string(),
  startAt: z.number().int(),
  sizeS: z.number().int().positive(),
  vehicleKm: z.number(),
  vehicleHours: z.number(),
  vehicles: z.number(),
  flowVph: z.number(),
  speedKmh: z.number().nullable(),
  densityVpkm: z.number(),
  occupancy: z.number().nullable(),
  freeFlowKmh: z.number(),
  freeFlowSource: z.enum(["measured", "posted"]),
  ratio: z.number().nullable(),
  congestionClass: z.enum(CONGESTION_CLASSES),
  quality: qualitySharesSchema,
  source: z.enum(["vehicles", "loops", "typical"]).optional(),
  isCorrected: z.boolean(),
}) satisfies z.ZodType<SegmentMetric>;
