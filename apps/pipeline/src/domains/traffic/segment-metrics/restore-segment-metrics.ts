import type { Pool } from "@arterial/db/pool";
import { readSegmentMetricsSince } from "@arterial/db/timeseries/traffic/read-segment-metrics";
import { readNewestTrafficTime, replayTraffic } from "@arterial/db/timeseries/traffic/replay-traffic";
import type { SegmentMetric } from "@arterial/domain/traffic/segment-metric";
import { SEGMENT_WINDOWS } from "@arterial/domain/traffic/window-definitions";
import { MAX_GAP_MS } from "./apportion.ts";
import { CLASS_MEMORY_WINDOWS } from "./congestion-tracker.ts";
import type { SegmentMetricsOperator } from "./segment-metrics-operator.ts";

/** What was done before a restart. */
export interface RestoredMetrics {
  /** Positions and loop readings that were read back. */
  readings: number;
  /** Windows that are not stored as the readings say: to be written like any other. */
  missed: SegmentMetric[];
}

/** Windows close at most this often while readings are played back: as often as they do in life. */
const ADVANCE_EVERY_MS = 1_000;

/**
 * Rebuilds the open windows after a restart from what is stored: takes over the congestion classes of the windows that
 * can change no more, and plays back the readings of all others in the order in which they were received, so that each
 * is in time or late as it was before. Event time stands where the readings left it, however long ago that is. The
 * log's repeats of the same readings change nothing.
 */
export async function restoreSegmentMetrics(options: {
  pool: Pool;
  operator: SegmentMetricsOperator;
  vehicleFeedIds: readonly string[];
  nowMs: number;
}): Promise<RestoredMetrics> {
  const { pool, operator, vehicleFeedIds, nowMs } = options;
  const newestAt = await readNewestTrafficTime(pool, { vehicleFeedIds, nowMs });
  if (newestAt === undefined) return { readings: 0, missed: [] };
  const firstAt = oldestOpenStart(newestAt);
  const stored = await readStored(pool, firstAt);
  operator.restoreClasses(stored.filter(({ startAt }) => startAt < firstAt));

  const rebuilt = new Map<string, SegmentMetric>();
  const keep = (metrics: readonly SegmentMetric[]) => {
    for (const metric of metrics) if (metric.startAt >= firstAt) rebuilt.set(keyOf(metric), metric);
  };
  let readings = 0;
  let advancedAt = Number.NEGATIVE_INFINITY;
  const range = { fromMs: firstAt - MAX_GAP_MS, toMs: Number.MAX_SAFE_INTEGER };
  for await (const observation of replayTraffic(pool, range)) {
    readings += 1;
    const { receivedAt, isLate } = observation;
    // Late it may have been by the clock alone, which nobody plays back.
    if (isLate) continue;
    if (observation.kind === "vehicle") operator.takeVehicle(observation, receivedAt);
    else operator.takeTraffic(observation, receivedAt);
    if (receivedAt < advancedAt + ADVANCE_EVERY_MS) continue;
    advancedAt = receivedAt;
    keep(operator.advance(receivedAt));
  }
  operator.resume(nowMs);
  keep(operator.advance(nowMs));
  const known = new Map(stored.map((metric) => [keyOf(metric), metric]));
  const missed = [...rebuilt.values()].filter((metric) => !isStored(metric, known.get(keyOf(metric))));
  return { readings, missed };
}

/** Start of the oldest window of any size that readings as new as `newestAt` leave open or within grace. */
function oldestOpenStart(newestAt: number): number {
  const { sizeMs, graceMs, outOfOrdernessMs } = SEGMENT_WINDOWS.fiveMinutes;
  return Math.floor((newestAt - outOfOrdernessMs - graceMs - sizeMs) / sizeMs) * sizeMs;
}

async function readStored(pool: Pool, firstAt: number): Promise<SegmentMetric[]> {
  const ofSize = (sizeS: 60 | 300) =>
    readSegmentMetricsSince(pool, { sizeS, sinceMs: firstAt - CLASS_MEMORY_WINDOWS * sizeS * 1_000 });
  return [...(await ofSize(60)), ...(await ofSize(300))];
}

function keyOf({ sizeS, segmentId, startAt }: SegmentMetric): string {
  return `${sizeS} ${segmentId} ${startAt}`;
}

/** True when the stored window says the same; the tables hold shares in single precision. */
function isStored(metric: SegmentMetric, stored: SegmentMetric | undefined): boolean {
  if (!stored) return false;
  const shares = ["observed", "imputed", "suspect"] as const;
  const figures = ["vehicleKm", "vehicleHours", "vehicles", "flowVph", "densityVpkm", "occupancy"] as const;
  return (
    figures.every((name) => metric[name] === stored[name]) &&
    shares.every((name) => Math.fround(metric.quality[name]) === Math.fround(stored.quality[name]))
  );
}
