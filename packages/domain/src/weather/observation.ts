import { z } from "zod";
import { fractionSchema, headingSchema, readingBase } from "../reading.ts";

/** One reading of a weather station. */
export const weatherReadingSchema = z
  .object({
    ...readingBase,
    temperatureC: z.number().min(-90).max(60).optional(),
    relativeHumidity: fractionSchema.optional(),
    precipitationMmH: z.number().min(0).max(500).optional(),
    windMs: z.number().min(0).max(120).optional(),
    windDeg: headingSchema.optional(),
    visibilityM: z.number().min(0).max(200_000).optional(),
    pressureHpa: z.number().min(800).max(1_100).optional(),
  })
  .refine(
    (r) =>
      [r.temperatureC, r.relativeHumidity, r.precipitationMmH, r.windMs, r.visibilityM, r.pressureHpa].some(
        (value) => value !== undefined,
      ),
    { message: "at least one measured value is needed" },
  );
export type WeatherReading = z.infer<typeof weatherReadingSchema>;
