import { readSegmentMinutes } from "@arterial/db/timeseries/traffic/read-segment-speeds";
import type { SegmentSpeed } from "@arterial/domain/route/route-time";
import type { ServiceContext } from "../context.ts";
import { readToldMinutes } from "../traffic/read-told-minutes.ts";

const MINUTE_MS = 60_000;
/** A travel time is that of so many minutes: in a single one, few vehicles make it jump. */
export const ROUTE_STEP_MS = 5 * MINUTE_MS;

/** The last full minute before a moment, epoch ms. */
export function lastMinute(ms: number): number {
  return Math.floor(ms / MINUTE_MS) * MINUTE_MS;
}

/** Minutes of some segments in [fromMs, toMs): as they are stored, or in a replay as they had been told by then. */
export async function readRouteWindows(
  ctx: ServiceContext,
  query: { segmentIds: readonly string[]; fromMs: number; toMs: number; isThen: boolean },
): Promise<SegmentSpeed[]> {
  const { fromMs, toMs, isThen } = query;
  const segmentIds = [...new Set(query.segmentIds)];
  if (!isThen) return readSegmentMinutes(ctx.pool, { segmentIds, fromMs, toMs });
  const told = await readToldMinutes(ctx.pool, { segmentIds: new Set(segmentIds), fromMs, knownAtMs: toMs });
  return told.map(({ id, ...minute }) => ({ ...minute, segmentId: id }));
}
