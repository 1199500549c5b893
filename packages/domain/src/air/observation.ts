import { z } from "zod";
import { readingBase } from "../reading.ts";

const concentration = z.number().min(0).max(10_000).optional();

/** One reading of an air station: concentrations in µg/m³, carbon monoxide in mg/m³. */
export const airReadingSchema = z
  .object({
    ...readingBase,
    pm25: concentration,
    pm10: concentration,
    no2: concentration,
    o3: concentration,
    so2: concentration,
    co: z.number().min(0).max(1_000).optional(),
  })
  .refine((r) => [r.pm25, r.pm10, r.no2, r.o3, r.so2, r.co].some((value) => value !== undefined), {
    message: "at least one pollutant is needed",
  });
export type AirReading = z.infer<typeof airReadingSchema>;
