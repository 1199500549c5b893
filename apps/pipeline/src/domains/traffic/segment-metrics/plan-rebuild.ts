import type { Pool } from "@arterial/db/pool";
import {
  readNewestSegmentMetrics,
  readSegmentMetricsSince,
} from "@arterial/db/timeseries/traffic/read-segment-metrics";
import type { SegmentMetric } from "@arterial/domain/traffic/segment-metric";
import { SEGMENT_WINDOWS } from "@arterial/domain/traffic/window-definitions";

const MINUTE_MS = 60_000;
/** Stored windows this far before the newest one may still have been open or in grace. */
const OPEN_FOR_MS = 10 * MINUTE_MS;
/** What a window depends on besides its own records: tracks, coverage of the feed, and where there was traffic lately. */
const RECORDS_BEFORE_MS = 12 * MINUTE_MS;
/** Classes are decided again from stored windows for this long, which is longer than they remember. */
const CLASSES_BEFORE_MS = 40 * MINUTE_MS;
/** How far back the newest stored window is looked for, shorter first. */
const LOOK_BACK_MS = [60 * MINUTE_MS, 25 * 60 * MINUTE_MS];

/** What has to be read again so that the open windows are as they were. */
export interface RebuildPlan {
  /** The log is read from what was appended at this instant, epoch ms. */
  fromMs: number;
  /** Windows that begin from here on are made anew; undefined for all. */
  firstWindowAt: number | undefined;
  /** End of the newest stored minute; who reads the topic knows the windows that had ended by then. */
  knownUntil: number;
  /** Stored windows before the first new one, oldest first. */
  decided: SegmentMetric[];
}

/** Plans what to read of a log that keeps its records: from before the windows that may not have been complete. */
export async function planRebuild(pool: Pool, nowMs: number): Promise<RebuildPlan> {
  const newestAt = await findNewestWindow(pool, nowMs);
  if (newestAt === undefined) {
    return { fromMs: 0, firstWindowAt: undefined, knownUntil: Number.NEGATIVE_INFINITY, decided: [] };
  }
  const { sizeMs } = SEGMENT_WINDOWS.fiveMinutes;
  const firstWindowAt = Math.floor(newestAt / sizeMs) * sizeMs - OPEN_FOR_MS;
  const sinceMs = firstWindowAt - CLASSES_BEFORE_MS;
  const stored = [
    ...(await readSegmentMetricsSince(pool, { sizeS: 60, sinceMs })),
    ...(await readSegmentMetricsSince(pool, { sizeS: 300, sinceMs })),
  ];
  return {
    fromMs: firstWindowAt - RECORDS_BEFORE_MS,
    firstWindowAt,
    knownUntil: newestAt + MINUTE_MS,
    decided: stored.filter((metric) => metric.startAt < firstWindowAt),
  };
}

async function findNewestWindow(pool: Pool, nowMs: number): Promise<number | undefined> {
  for (const backMs of LOOK_BACK_MS) {
    const newest = await readNewestSegmentMetrics(pool, { sizeS: 60, sinceMs: nowMs - backMs });
    if (newest.length > 0) return Math.max(...newest.map((metric) => metric.startAt));
  }
  return undefined;
}
