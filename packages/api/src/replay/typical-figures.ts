import { type FigureTypical, readFigureProfile } from "@arterial/db/timeseries/figure/figure-profile";
import { createHourOfWeek } from "@arterial/domain/time/hour-of-week";
import type { z } from "zod";
import { requirePermission } from "../actor.ts";
import type { ServiceContext } from "../context.ts";
import { cityTimeZone } from "../history/typical-series.ts";
import { typicalHourInputSchema } from "./typical-segments.ts";

/** What is typical for the city's figures in the hour of the week of `atMs`; those without enough data are missing. */
export async function listTypicalFigures(
  ctx: ServiceContext,
  input: z.input<typeof typicalHourInputSchema>,
): Promise<FigureTypical[]> {
  requirePermission(ctx.actor, "city.read");
  const { atMs } = typicalHourInputSchema.parse(input);
  const hourOfWeek = createHourOfWeek(await cityTimeZone(ctx.pool))(atMs);
  return readFigureProfile(ctx.pool, hourOfWeek);
}
