import { readCityFigures } from "@arterial/db/timeseries/figure/city-figures";
import { readFigureWeek } from "@arterial/db/timeseries/figure/figure-profile";
import { type AbnormalEpisode, readEpisodes } from "@arterial/db/timeseries/live-recording/episodes";
import { readRecordedSpan } from "@arterial/db/timeseries/live-recording/slices";
import { z } from "zod";
import { requirePermission } from "../actor.ts";
import type { ServiceContext } from "../context.ts";
import { cityTimeZone, type TypicalPoint, typicalSeries } from "../history/typical-series.ts";

const DAY_MS = 86_400_000;
const MAX_MARKS = 200;
const FIGURE = "travelTimeIndex";

export const replayIndexInputSchema = z
  .object({ fromMs: z.number().int().min(0), toMs: z.number().int().min(0) })
  .refine(({ fromMs, toMs }) => toMs > fromMs && toMs - fromMs <= DAY_MS, {
    message: "toMs must lie at most a day after fromMs.",
  });

/** The city's travel time index over some hours, what is typical for them, and what came on the list when. */
export interface ReplayIndex {
  points: { t: number; value: number | null }[];
  typical: TypicalPoint[];
  marks: AbnormalEpisode[];
  span: { firstAt: number; lastAt: number } | null;
}

/** What the time bar shows. */
export async function readReplayIndex(
  ctx: ServiceContext,
  input: z.input<typeof replayIndexInputSchema>,
): Promise<ReplayIndex> {
  requirePermission(ctx.actor, "city.read");
  const range = replayIndexInputSchema.parse(input);
  const { pool } = ctx;
  const [figures, week, marks, span, timeZone] = await Promise.all([
    readCityFigures(pool, range),
    readFigureWeek(pool, FIGURE),
    readEpisodes(pool, { ...range, limit: MAX_MARKS }),
    readRecordedSpan(pool),
    cityTimeZone(pool),
  ]);
  return {
    points: figures.filter(({ figure }) => figure === FIGURE).map(({ t, value }) => ({ t, value })),
    typical: typicalSeries(week, { ...range, timeZone }),
    marks,
    span,
  };
}
