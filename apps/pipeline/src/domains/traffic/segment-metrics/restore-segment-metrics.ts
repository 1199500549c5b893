import type { Pool } from "@arterial/db/pool";
import { readSegmentMetricsSince } from "@arterial/db/timeseries/traffic/read-segment-metrics";
import { readVehicleObservations } from "@arterial/db/timeseries/traffic/read-vehicle-observations";
import type { SegmentMetric } from "@arterial/domain/traffic/segment-metric";
import { SEGMENT_WINDOWS } from "@arterial/domain/traffic/window-definitions";
import { MAX_GAP_MS } from "./apportion.ts";
import { UNKNOWN_AFTER_MS } from "./congestion-tracker.ts";
import type { SegmentMetricsOperator } from "./segment-metrics-operator.ts";

const PAGE = 10_000;

/** What was done before a restart. */
export interface RestoredMetrics {
  /** Positions that were read back. */
  positions: number;
  /** Windows that closed since the last stored one: to be written like any other. */
  missed: SegmentMetric[];
  /** Newest stored or missed one-minute window of each segment. */
  newest: SegmentMetric[];
}

/**
 * Rebuilds the open windows after a restart: takes over the congestion classes of the last stored windows and reads the
 * vehicle positions back that the open windows consist of. The log's repeats of the same positions change nothing.
 */
export async function restoreSegmentMetrics(options: {
  pool: Pool;
  operator: SegmentMetricsOperator;
  vehicleFeedIds: readonly string[];
  nowMs: number;
}): Promise<RestoredMetrics> {
  const { pool, operator, vehicleFeedIds, nowMs } = options;
  const { sizeMs } = SEGMENT_WINDOWS.fiveMinutes;
  const stored = [
    ...(await readSegmentMetricsSince(pool, { sizeS: 60, sinceMs: nowMs - UNKNOWN_AFTER_MS })),
    ...(await readSegmentMetricsSince(pool, { sizeS: 300, sinceMs: nowMs - UNKNOWN_AFTER_MS })),
  ];
  operator.restoreClasses(stored);
  const storedUntil = newestStartBySize(stored);
  const fromMs = Math.floor(nowMs / sizeMs) * sizeMs - sizeMs - MAX_GAP_MS;
  const missed: SegmentMetric[] = [];
  let positions = 0;
  for await (const page of readPositions(pool, vehicleFeedIds, { fromMs, toMs: nowMs })) {
    positions += page.length;
    for (const observation of page) {
      operator.takeVehicle(observation, Math.min(nowMs, observation.reading.ts));
    }
    const newestTs = page.at(-1)?.reading.ts ?? nowMs;
    for (const metric of operator.advance(Math.min(nowMs, newestTs))) {
      if (metric.startAt > (storedUntil.get(metric.sizeS) ?? Number.NEGATIVE_INFINITY)) missed.push(metric);
    }
  }
  const minutes = [...stored, ...missed].filter((metric) => metric.sizeS === 60);
  const newest = new Map(minutes.map((metric) => [metric.segmentId, metric]));
  return { positions, missed, newest: [...newest.values()] };
}

function newestStartBySize(metrics: readonly SegmentMetric[]): Map<number, number> {
  const starts = new Map<number, number>();
  for (const { sizeS, startAt } of metrics) starts.set(sizeS, Math.max(starts.get(sizeS) ?? 0, startAt));
  return starts;
}

/** Feed by feed, because the table is ordered by feed and time; one feed is the rule. */
async function* readPositions(
  pool: Pool,
  vehicleFeedIds: readonly string[],
  range: { fromMs: number; toMs: number },
) {
  for (const deviceId of vehicleFeedIds) {
    let after: Awaited<ReturnType<typeof readVehicleObservations>>[number]["key"] | undefined;
    for (;;) {
      const page = await readVehicleObservations(pool, { ...range, deviceId, limit: PAGE, after });
      if (page.length > 0) yield page.map((row) => ({ ...row, kind: "vehicle" as const }));
      if (page.length < PAGE) break;
      after = page.at(-1)?.key;
    }
  }
}
