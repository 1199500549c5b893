import { z } from "zod";
import { fractionSchema, headingSchema, labelSchema, readingBase } from "../reading.ts";

/**
 * One reading of a traffic loop: either a flow rate or a count over a period.
 * Speed is the mean over the counted vehicles, km/h; occupancy the share of time that the loop was covered, 0 to 1.
 */
export const trafficReadingSchema = z
  .object({
    ...readingBase,
    flowVph: z.number().min(0).max(20_000).optional(),
    count: z.number().int().min(0).max(100_000).optional(),
    periodS: z.number().positive().max(86_400).optional(),
    speedKmh: z.number().min(0).max(300).optional(),
    occupancy: fractionSchema.optional(),
    lane: z.number().int().min(0).max(15).optional(),
  })
  .refine((r) => r.count === undefined || r.periodS !== undefined, {
    path: ["periodS"],
    message: "count needs periodS",
  })
  .refine(
    (r) =>
      r.flowVph !== undefined ||
      r.count !== undefined ||
      r.speedKmh !== undefined ||
      r.occupancy !== undefined,
    {
      message: "one of flowVph, count, speedKmh, occupancy is needed",
    },
  );
export type TrafficReading = z.infer<typeof trafficReadingSchema>;

/** One position of one vehicle; the device is the feed (a fleet, a SUMO run), `id` the vehicle. */
export const vehicleReadingSchema = z.object({
  ...readingBase,
  id: labelSchema(64),
  lon: z.number().min(-180).max(180),
  lat: z.number().min(-90).max(90),
  speedKmh: z.number().min(0).max(300),
  headingDeg: headingSchema.optional(),
  /** Absent while the vehicle is inside a junction or off the network. */
  segmentId: labelSchema(64).optional(),
});
export type VehicleReading = z.infer<typeof vehicleReadingSchema>;
