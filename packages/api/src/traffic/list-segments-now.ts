import { readNewestSegmentMetrics } from "@arterial/db/timeseries/traffic/read-segment-metrics";
import type { LiveSegment } from "@arterial/domain/live/frame";
import type { SegmentMetric } from "@arterial/domain/traffic/segment-metric";
import { requirePermission } from "../actor.ts";
import type { ServiceContext } from "../context.ts";

/** Windows older than this do not say what is now, ms. */
const NOW_MS = 10 * 60 * 1000;

/** The state of every segment that has a recent one-minute window, by segment. */
export async function listSegmentsNow(ctx: ServiceContext): Promise<LiveSegment[]> {
  requirePermission(ctx.actor, "traffic.read");
  const metrics = await readNewestSegmentMetrics(ctx.pool, { sizeS: 60, sinceMs: ctx.now() - NOW_MS });
  return metrics.map(toLiveSegment);
}

function toLiveSegment(metric: SegmentMetric): LiveSegment {
  return {
    id: metric.segmentId,
    startAt: metric.startAt,
    speedKmh: metric.speedKmh,
    flowVph: metric.flowVph,
    densityVpkm: metric.densityVpkm,
    occupancy: metric.occupancy,
    ratio: metric.ratio,
    freeFlowKmh: metric.freeFlowKmh,
    congestionClass: metric.congestionClass,
    vehicles: metric.vehicles,
    observed: metric.quality.observed,
  };
}
