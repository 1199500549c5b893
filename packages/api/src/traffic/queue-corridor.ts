import {
  readJunctionNames,
  readSegments,
  readSegmentsAt,
  type StoredSegment,
} from "@arterial/db/city/read-city";
import { readReplayChannel } from "@arterial/db/timeseries/live-recording/read-channel";
import { readNewestSegmentMetrics } from "@arterial/db/timeseries/traffic/read-segment-metrics";
import type { CongestionClass } from "@arterial/domain/traffic/congestion-class";
import type { Queue } from "@arterial/domain/traffic/queue";
import type { ServiceContext } from "../context.ts";

/** A piece of the road that a queue stands on. */
export interface CorridorPiece {
  id: string;
  lengthM: number;
  congestionClass: CongestionClass;
  /** Upstream of the queue, part of it, or past its head. */
  part: "behind" | "queue" | "ahead";
  /** Name of the junction at its start; empty when it has none. */
  from: string;
}

/** Windows older than this do not say what is now, ms. */
const NOW_MS = 10 * 60 * 1000;

/**
 * The road of a queue unrolled, in the direction of travel, with a piece before it and one behind; classes as they were
 * told at `atMs`, now when absent.
 */
export async function readCorridor(
  ctx: ServiceContext,
  queue: Queue,
  atMs: number | undefined,
): Promise<CorridorPiece[]> {
  const { path } = queue.state;
  const byId = new Map((await readSegments(ctx.pool, path)).map((segment) => [segment.id, segment]));
  const own = path.toReversed().flatMap((id) => byId.get(id) ?? []);
  const [tail, head] = [own[0], own.at(-1)];
  if (!tail || !head) return [];
  const around = await readSegmentsAt(ctx.pool, [tail.fromJunctionId, head.toJunctionId]);
  const behind = straightest(
    tail,
    around.filter((segment) => segment.toJunctionId === tail.fromJunctionId),
  );
  const ahead = straightest(
    head,
    around.filter((segment) => segment.fromJunctionId === head.toJunctionId),
  );
  const pieces = [
    ...(behind ? [{ segment: behind, part: "behind" as const }] : []),
    ...own.map((segment) => ({ segment, part: "queue" as const })),
    ...(ahead ? [{ segment: ahead, part: "ahead" as const }] : []),
  ];
  const names = await readJunctionNames(
    ctx.pool,
    pieces.map(({ segment }) => segment.fromJunctionId),
  );
  const ids = pieces.map(({ segment }) => segment.id);
  const classes = atMs === undefined ? await readClassesNow(ctx, ids) : await readToldClasses(ctx, atMs);
  return pieces.map(({ segment, part }) => ({
    id: segment.id,
    lengthM: segment.lengthM,
    congestionClass: classes.get(segment.id) ?? "unknown",
    part,
    from: names.get(segment.fromJunctionId) ?? "",
  }));
}

type Classes = ReadonlyMap<string, CongestionClass>;

async function readClassesNow(ctx: ServiceContext, segmentIds: readonly string[]): Promise<Classes> {
  const range = { sizeS: 60, sinceMs: ctx.now() - NOW_MS, segmentIds } as const;
  const metrics = await readNewestSegmentMetrics(ctx.pool, range);
  return new Map(metrics.map((metric) => [metric.segmentId, metric.congestionClass]));
}

/** The classes of all segments as they had been told at `atMs`, from what was recorded then; none where nothing was. */
async function readToldClasses(ctx: ServiceContext, atMs: number): Promise<Classes> {
  const told = await readReplayChannel(ctx.pool, "segments", { fromMs: atMs, toMs: atMs });
  const fresh = told?.items.filter(({ startAt }) => startAt >= atMs - NOW_MS) ?? [];
  return new Map(fresh.map(({ id, congestionClass }) => [id, congestionClass]));
}

/** The same street if it goes on, else any other that is not the way back. */
function straightest(of: StoredSegment, candidates: readonly StoredSegment[]): StoredSegment | undefined {
  const others = candidates.filter(({ id }) => id !== of.oppositeId && id !== of.id);
  const isSame = (segment: StoredSegment) =>
    (of.ref !== undefined && segment.ref === of.ref) || (of.name !== "" && segment.name === of.name);
  return others.find(isSame) ?? others[0];
}
