import { readCityFigures } from "@arterial/db/timeseries/figure/city-figures";
import { readTrafficFigureHistory } from "@arterial/db/timeseries/figure/compute-figure-history";
import { readFigureWeek } from "@arterial/db/timeseries/figure/figure-profile";
import {
  type AbnormalEpisode,
  type Onsets,
  readEpisodes,
  readOnsets,
} from "@arterial/db/timeseries/live-recording/episodes";
import { readRecordedSpan } from "@arterial/db/timeseries/live-recording/slices";
import { z } from "zod";
import { requirePermission } from "../actor.ts";
import type { ServiceContext } from "../context.ts";
import { cityTimeZone, type TypicalPoint, typicalSeries } from "../history/typical-series.ts";

const MINUTE_MS = 60_000;
const QUARTER_MS = 15 * MINUTE_MS;
const DAY_MS = 86_400_000;
const MAX_MARKS = 200;
const FIGURE = "travelTimeIndex";

export const replayIndexInputSchema = z
  .object({ fromMs: z.number().int().min(0), toMs: z.number().int().min(0) })
  .refine(({ fromMs, toMs }) => toMs > fromMs && toMs - fromMs <= DAY_MS, {
    message: "toMs must lie at most a day after fromMs.",
  });

/** The index over the interval that begins at `startAt`, epoch ms, and lasts `sizeMs`. */
export interface IndexPoint {
  startAt: number;
  sizeMs: number;
  value: number | null;
}

/** The city's travel time index over some hours, what is typical for them, and what came on the list when. */
export interface ReplayIndex {
  /** By the minute; by the quarter-hour where the minutes were not kept, as in a history that was loaded. */
  points: IndexPoint[];
  typical: TypicalPoint[];
  /** The worst of what came on the list, as far as the bar has room for it. */
  marks: AbnormalEpisode[];
  /** When anything came on the list, and the nearest times before and after these hours. */
  onsets: Onsets;
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
  const [figures, quarters, week, marks, onsets, span, timeZone] = await Promise.all([
    readCityFigures(pool, range),
    readTrafficFigureHistory(pool, range),
    readFigureWeek(pool, FIGURE),
    readEpisodes(pool, { ...range, limit: MAX_MARKS }),
    readOnsets(pool, range),
    readRecordedSpan(pool),
    cityTimeZone(pool),
  ]);
  return {
    points: joinPoints(pointsOf(figures, MINUTE_MS), pointsOf(quarters, QUARTER_MS)),
    typical: typicalSeries(week, { ...range, timeZone }),
    marks,
    onsets,
    span,
  };
}

function pointsOf(
  figures: readonly { figure: string; t: number; value: number | null }[],
  sizeMs: number,
): IndexPoint[] {
  return figures
    .filter(({ figure }) => figure === FIGURE)
    .map(({ t, value }) => ({ startAt: t, sizeMs, value }));
}

/** Minutes, and those quarter-hours that hold none of them, oldest first. */
function joinPoints(minutes: readonly IndexPoint[], quarters: readonly IndexPoint[]): IndexPoint[] {
  const quarterOf = (startAt: number) => Math.floor(startAt / QUARTER_MS);
  const kept = new Set(minutes.map(({ startAt }) => quarterOf(startAt)));
  const others = quarters.filter(({ startAt }) => !kept.has(quarterOf(startAt)));
  return [...others, ...minutes].sort((a, b) => a.startAt - b.startAt);
}
