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

/** Decides the congestion class of segments window by window. */
export interface CongestionTracker {
  /** Class with this window taken into account; a correction of a window before the newest changes nothing any more. */
  classOf(metric: UnclassifiedMetric): CongestionClass;
  /** Takes over what was decided before a restart: windows of one segment, oldest first. */
  restore(metrics: readonly SegmentMetric[]): void;
}

/** A class that no window has confirmed for this long is unknown. */
export const UNKNOWN_AFTER_MS = 10 * 60_000;

/** From this ratio on, one vehicle is enough to show that a segment is not congested. */
const SINGLE_VEHICLE_RATIO = 0.8;

interface TrackedClass {
  before: CongestionState;
  now: CongestionState;
  /** Start of the newest window, and of the newest that said something. */
  newestAt: number;
  evidenceAt: number;
}

/** Creates a tracker with a rule for changes. */
export function createCongestionTracker(rule: CongestionRule): CongestionTracker {
  const segments = new Map<string, TrackedClass>();
  return {
    classOf(metric) {
      const tracked = segments.get(metric.segmentId) ?? untracked();
      segments.set(metric.segmentId, tracked);
      if (metric.startAt > tracked.newestAt) {
        tracked.before = tracked.now;
        tracked.newestAt = metric.startAt;
      }
      if (metric.startAt === tracked.newestAt && isEvidence(metric)) {
        tracked.now = nextCongestion(tracked.before, metric.ratio, rule);
        tracked.evidenceAt = metric.startAt;
      }
      const age = tracked.newestAt - tracked.evidenceAt;
      if (age < UNKNOWN_AFTER_MS) return tracked.now.congestionClass ?? "unknown";
      tracked.now = NO_CONGESTION_STATE;
      return "unknown";
    },
    restore(metrics) {
      const newest = metrics.at(-1);
      const congestionClass = newest?.congestionClass;
      if (!newest || !isMeasuredClass(congestionClass)) return;
      const evidence = metrics.filter(isEvidence);
      const now = { congestionClass, ratios: evidence.slice(-rule.of).map((metric) => metric.ratio) };
      segments.set(newest.segmentId, {
        before: now,
        now,
        newestAt: newest.startAt,
        evidenceAt: evidence.at(-1)?.startAt ?? newest.startAt,
      });
    },
  };
}

/** One vehicle may show that a segment is free, but not that it is congested: it may have parked. */
function isEvidence<M extends UnclassifiedMetric>(metric: M): metric is M & { ratio: number } {
  if (metric.ratio === null) return false;
  return metric.vehicles >= 2 || metric.ratio >= SINGLE_VEHICLE_RATIO;
}

function untracked(): TrackedClass {
  return {
    before: NO_CONGESTION_STATE,
    now: NO_CONGESTION_STATE,
    newestAt: Number.NEGATIVE_INFINITY,
    evidenceAt: Number.NEGATIVE_INFINITY,
  };
}
