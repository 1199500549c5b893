import { readJunctionNames, readSegments, type StoredSegment } from "@arterial/db/city/read-city";
import { readReplayChannel } from "@arterial/db/timeseries/live-recording/read-channel";
import { readBottleneckDays } from "@arterial/db/timeseries/traffic/bottleneck-days";
import {
  readOpenQueueOf,
  readPastQueueOf,
  type SegmentQueue,
} from "@arterial/db/timeseries/traffic/queue-of-segment";
import type { LonLat } from "@arterial/domain/city/network";
import { BOTTLENECK_POINT_MS, RECURRENCE, URBAN_BOTTLENECK } from "@arterial/domain/traffic/bottleneck";
import { z } from "zod";
import { requirePermission } from "../actor.ts";
import type { ServiceContext } from "../context.ts";
import { NotFoundError } from "../errors.ts";
import { cityTimeZone } from "../history/typical-series.ts";
import { segmentIdSchema } from "./get-segment.ts";

export const getSourcesInputSchema = z.object({
  id: segmentIdSchema,
  /** The moment that is looked at, epoch ms; now when absent. Nothing that became known later is told. */
  atMs: z.number().int().min(0).optional(),
});

/** Where a queue begins. */
export interface QueueHead {
  segmentId: string;
  /** Name or number of its street; empty when it has neither. */
  street: string;
  /** Name of the junction at its end; empty when it has none. */
  junction: string;
  point: LonLat | null;
}

/** Sources of congestion on a segment, as far as they are known; times are epoch ms. */
export interface SourcesView {
  queue: { id: string; startedAt: number; isHead: boolean; head: QueueHead } | null;
  /** At the head of the queue, or at the end of the segment when it is in none; null when none began there lately. */
  bottleneck: { days: number; ofDays: number; isRecurring: boolean; activeSince: number | null } | null;
}

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** A queue that was seen last before this does not say what is now, ms. */
const NOW_MS = 10 * MINUTE_MS;
/** A minute of a queue has been told so long after its end, when its readings have come, ms. */
const TOLD_AFTER_MS = 2 * MINUTE_MS;
/** A bottleneck has been told so long after its first point began: it takes some points of so many. */
const POINTS_MS = URBAN_BOTTLENECK.of * BOTTLENECK_POINT_MS;

/** The queue that a segment is part of and the bottleneck where it begins, now or as known at a moment. Throws NotFoundError. */
export async function getSources(
  ctx: ServiceContext,
  input: z.input<typeof getSourcesInputSchema>,
): Promise<SourcesView> {
  requirePermission(ctx.actor, "traffic.read");
  const { id, atMs } = getSourcesInputSchema.parse(input);
  const [segment] = await readSegments(ctx.pool, [id]);
  if (segment === undefined) throw new NotFoundError("segment", id);
  const found = await (atMs === undefined
    ? readOpenQueueOf(ctx.pool, { segmentId: id, sinceMs: ctx.now() - NOW_MS })
    : readToldQueueOf(ctx, id, atMs));
  const headId = found?.headSegmentId ?? id;
  const [[headSegment], bottleneck] = await Promise.all([
    headId === id ? [segment] : readSegments(ctx.pool, [headId]),
    readBottleneck(ctx, headId, atMs),
  ]);
  if (found === null || headSegment === undefined) return { queue: null, bottleneck };
  const head = await headOf(ctx, headSegment);
  return { queue: { id: found.id, startedAt: found.startedAt, isHead: headId === id, head }, bottleneck };
}

/** A queue as the list of what is abnormal had it at `atMs`; one that is usual for its hour was not on it, but was kept. */
async function readToldQueueOf(
  ctx: ServiceContext,
  segmentId: string,
  atMs: number,
): Promise<SegmentQueue | null> {
  const list = await readReplayChannel(ctx.pool, "abnormal", { fromMs: atMs, toMs: atMs });
  const told = list?.items.find(({ queue }) => queue?.state.segmentIds.includes(segmentId))?.queue;
  if (told) return { id: told.id, startedAt: told.startedAt, headSegmentId: told.state.headSegmentId };
  return readPastQueueOf(ctx.pool, { segmentId, untilMs: atMs - TOLD_AFTER_MS });
}

async function headOf(ctx: ServiceContext, segment: StoredSegment): Promise<QueueHead> {
  const names = await readJunctionNames(ctx.pool, [segment.toJunctionId]);
  return {
    segmentId: segment.id,
    street: segment.name || segment.ref || "",
    junction: names.get(segment.toJunctionId) ?? "",
    point: segment.line.at(-1) ?? null,
  };
}

async function readBottleneck(
  ctx: ServiceContext,
  segmentId: string,
  atMs: number | undefined,
): Promise<SourcesView["bottleneck"]> {
  const shownAt = atMs ?? ctx.now();
  const { ofDays, leastDays } = RECURRENCE;
  const { days, activeSince } = await readBottleneckDays(ctx.pool, {
    segmentId,
    fromMs: shownAt - ofDays * DAY_MS,
    toMs: atMs === undefined ? shownAt : atMs - POINTS_MS,
    activeAtMs: shownAt,
    freshMs: shownAt - POINTS_MS,
    timeZone: await cityTimeZone(ctx.pool),
  });
  return days === 0 ? null : { days, ofDays, isRecurring: days >= leastDays, activeSince };
}
