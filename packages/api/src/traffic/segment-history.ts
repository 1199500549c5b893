import { readSegments } from "@arterial/db/city/read-city";
import { readSegmentMetrics } from "@arterial/db/timeseries/traffic/read-segment-metrics";
import { readSegmentTypical } from "@arterial/db/timeseries/typical-range";
import type { SegmentMetric } from "@arterial/domain/traffic/segment-metric";
import { z } from "zod";
import { requirePermission } from "../actor.ts";
import type { ServiceContext } from "../context.ts";
import { InvalidInputError, NotFoundError } from "../errors.ts";
import { isTimeRange, TIME_RANGE_MESSAGE, timeRangeShape } from "../history/time-range.ts";
import { cityTimeZone, type TypicalPoint, typicalSeries } from "../history/typical-series.ts";
import { segmentIdSchema } from "./get-segment.ts";

const MAX_WINDOWS = 10_000;

export const segmentHistoryInputSchema = z
  .object({
    id: segmentIdSchema,
    ...timeRangeShape,
    /** Window size, s. */
    sizeS: z.union([z.literal(60), z.literal(300), z.literal(900)]),
  })
  .refine(isTimeRange, { message: TIME_RANGE_MESSAGE });

/** Windows of one segment that begin in [from, to), oldest first; at most 10 000. */
export async function readSegmentHistory(
  ctx: ServiceContext,
  input: z.input<typeof segmentHistoryInputSchema>,
): Promise<SegmentMetric[]> {
  requirePermission(ctx.actor, "traffic.read");
  const { id, from, to, sizeS } = segmentHistoryInputSchema.parse(input);
  if ((to - from) / (sizeS * 1000) > MAX_WINDOWS) {
    throw new InvalidInputError(
      `The range holds more than ${MAX_WINDOWS} windows of ${sizeS} s: ask for larger ones.`,
    );
  }
  await requireSegment(ctx, id);
  return readSegmentMetrics(ctx.pool, { segmentId: id, sizeS, fromMs: from, toMs: to });
}

const METRIC_COLUMNS = { speedKmh: "speed_kmh", flowVph: "flow_vph", densityVpkm: "density_vpkm" } as const;

export const segmentTypicalInputSchema = z
  .object({ id: segmentIdSchema, metric: z.enum(["speedKmh", "flowVph", "densityVpkm"]), ...timeRangeShape })
  .refine(isTimeRange, { message: TIME_RANGE_MESSAGE });

/** What is typical for a segment at each hour of the range; empty while too little is known. */
export async function readSegmentTypicalSeries(
  ctx: ServiceContext,
  input: z.input<typeof segmentTypicalInputSchema>,
): Promise<TypicalPoint[]> {
  requirePermission(ctx.actor, "traffic.read");
  const { id, metric, from, to } = segmentTypicalInputSchema.parse(input);
  await requireSegment(ctx, id);
  const ranges = await readSegmentTypical(ctx.pool, { segmentId: id, metric: METRIC_COLUMNS[metric] });
  return typicalSeries(ranges, { fromMs: from, toMs: to, timeZone: await cityTimeZone(ctx.pool) });
}

async function requireSegment(ctx: ServiceContext, id: string): Promise<void> {
  const segments = await readSegments(ctx.pool, [id]);
  if (segments.length === 0) throw new NotFoundError("segment", id);
}
