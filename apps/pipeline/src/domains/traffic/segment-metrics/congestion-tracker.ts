import {
  type CongestionRule,
  type CongestionState,
  isMeasuredClass,
  NO_CONGESTION_STATE,
  nextCongestion,
} from "@arterial/domain/traffic/congestion";
import type { CongestionClass } from "@arterial/domain/traffic/congestion-class";
import type { SegmentMetric } from "@arterial/domain/traffic/segment-metric";
import type { UnclassifiedMetric } from "./to-segment-metric.ts";

/**
 * Decides the congestion class of segments window by window. On a quiet segment one window may hold no more than a car
 * that waits at a signal, so the ratio that counts is taken over as many windows as it needs for enough vehicles.
 */
export interface CongestionTracker {
  /** Class with this window taken into account; a correction of a window before the newest changes nothing any more. */
  classOf(metric: UnclassifiedMetric): CongestionClass;
  /** Takes over what was decided before a restart: windows of one segment, oldest first. */
  restore(metrics: readonly SegmentMetric[]): void;
}

/** A class that no window has confirmed for this long is unknown. */
export const UNKNOWN_AFTER_MS = 10 * 60_000;

/** Windows before the open ones that classes are decided from at most. */
export const CLASS_MEMORY_WINDOWS = 12;

/** Vehicles that a ratio should rest on: windows are added, newest first, until there are as many. */
const WISHED_VEHICLES = 6;

/** Windows that may be added up for that. */
const MAX_POOLED_WINDOWS = 5;

/** Fewer vehicles than this may show that a segment is free, but not that it is congested: they may have parked. */
const MIN_VEHICLES = 3;
const FREE_ENOUGH_RATIO = 0.8;

interface TrackedClass {
  before: CongestionState;
  now: CongestionState;
  /** Newest windows, newest first. */
  windows: UnclassifiedMetric[];
  /** Start of the newest window that said something. */
  evidenceAt: number;
}

/** Creates a tracker with a rule for changes. */
export function createCongestionTracker(rule: CongestionRule): CongestionTracker {
  const segments = new Map<string, TrackedClass>();

  function decide(tracked: TrackedClass, metric: UnclassifiedMetric): void {
    const ratio = metric.ratio === null ? null : pooledRatio(tracked.windows);
    if (ratio === null) return;
    tracked.now = nextCongestion(tracked.before, ratio, rule);
    tracked.evidenceAt = metric.startAt;
  }

  return {
    classOf(metric) {
      const tracked = segments.get(metric.segmentId) ?? untracked();
      segments.set(metric.segmentId, tracked);
      const newestAt = tracked.windows[0]?.startAt ?? Number.NEGATIVE_INFINITY;
      if (metric.startAt > newestAt) tracked.before = tracked.now;
      keepWindow(tracked.windows, metric);
      if (metric.startAt >= newestAt) decide(tracked, metric);
      const age = (tracked.windows[0]?.startAt ?? 0) - tracked.evidenceAt;
      if (age < UNKNOWN_AFTER_MS) return tracked.now.congestionClass ?? "unknown";
      tracked.now = NO_CONGESTION_STATE;
      return "unknown";
    },
    restore(metrics) {
      const newest = metrics.at(-1);
      if (!newest) return;
      const tracked = untracked();
      const ratios: number[] = [];
      for (const metric of metrics) {
        keepWindow(tracked.windows, metric);
        const ratio = metric.ratio === null ? null : pooledRatio(tracked.windows);
        if (ratio === null) continue;
        ratios.push(ratio);
        tracked.evidenceAt = metric.startAt;
      }
      const { congestionClass } = newest;
      if (isMeasuredClass(congestionClass)) tracked.now = { congestionClass, ratios: ratios.slice(-rule.of) };
      segments.set(newest.segmentId, { ...tracked, before: tracked.now });
    },
  };
}

/** Puts a window in its place, in that of an earlier version of itself too, and drops the oldest. */
function keepWindow(windows: UnclassifiedMetric[], metric: UnclassifiedMetric): void {
  const index = windows.findIndex((known) => known.startAt <= metric.startAt);
  if (windows[index]?.startAt === metric.startAt) windows[index] = metric;
  else windows.splice(index === -1 ? windows.length : index, 0, metric);
  windows.splice(MAX_POOLED_WINDOWS);
}

/** Ratio of the newest windows together; null when it rests on too little. */
function pooledRatio(windows: readonly UnclassifiedMetric[]): number | null {
  const [newest] = windows;
  if (!newest) return null;
  const oldestAt = newest.startAt - MAX_POOLED_WINDOWS * newest.sizeS * 1000;
  let vehicles = 0;
  let hours = 0;
  let freeHours = 0;
  for (const metric of windows) {
    if (vehicles >= WISHED_VEHICLES || metric.startAt <= oldestAt) break;
    vehicles += metric.vehicles;
    hours += metric.vehicleHours;
    freeHours += metric.vehicleKm / metric.freeFlowKmh;
  }
  if (hours <= 0) return null;
  const ratio = freeHours / hours;
  return vehicles >= MIN_VEHICLES || ratio >= FREE_ENOUGH_RATIO ? ratio : null;
}

function untracked(): TrackedClass {
  return {
    before: NO_CONGESTION_STATE,
    now: NO_CONGESTION_STATE,
    windows: [],
    evidenceAt: Number.NEGATIVE_INFINITY,
  };
}
