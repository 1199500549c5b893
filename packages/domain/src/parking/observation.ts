import { z } from "zod";
import { labelSchema, readingBase } from "../reading.ts";

/** One reading of a car park (`occupied` of `capacity`) or of a single bay (`bay`, `isOccupied`). */
export const parkingReadingSchema = z
  .object({
    ...readingBase,
    occupied: z.number().int().min(0).max(1_000_000).optional(),
    capacity: z.number().int().min(1).max(1_000_000).optional(),
    bay: labelSchema(64).optional(),
    isOccupied: z.boolean().optional(),
  })
  .refine((r) => r.occupied !== undefined || (r.bay !== undefined && r.isOccupied !== undefined), {
    message: "occupied, or bay with isOccupied, is needed",
  });
export type ParkingReading = z.infer<typeof parkingReadingSchema>;
