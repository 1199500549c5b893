import { z } from "zod";
import { labelSchema, readingBase } from "../reading.ts";

/** One result of a camera's video analytics: road users counted in its view since the last reading. */
export const cameraReadingSchema = z.object({
  ...readingBase,
  /** Count by class, such as `{ car: 12, truck: 1 }`. */
  counts: z.record(labelSchema(32), z.number().int().min(0).max(100_000)),
  speedKmh: z.number().min(0).max(300).optional(),
  queueM: z.number().min(0).max(10_000).optional(),
  /** Vehicles that stand still in view. */
  stopped: z.number().int().min(0).max(10_000).optional(),
});
export type CameraReading = z.infer<typeof cameraReadingSchema>;
