import { isDeciding } from "@arterial/domain/quality/quality-shares";
import { type CongestionRule, SINGLE_WINDOW_RULE } from "@arterial/domain/traffic/congestion";
import type { FreeFlow } from "@arterial/domain/traffic/free-flow";
import type { SegmentMetric } from "@arterial/domain/traffic/segment-metric";
import type { SegmentWindowDefinition } from "@arterial/domain/traffic/window-definitions";
import type { ClosedWindow } from "@arterial/streams/tumbling-windows";
import { type CongestionTracker, createCongestionTracker, UNKNOWN_AFTER_MS } from "./congestion-tracker.ts";
import type { FeedCoverage } from "./feed-coverage.ts";
import type { RoadMap, RoadSegment } from "./road-map.ts";
import { createSegmentWindows, type SegmentWindowState, type SegmentWindows } from "./segment-windows.ts";
import {
  emptySegmentMetric,
  type TypicalTraffic,
  toSegmentMetric,
  type UnclassifiedMetric,
} from "./to-segment-metric.ts";
import { createWatchedSegments } from "./watched-segments.ts";

/** A window of one segment; without a state nobody was there. */
type Window = Omit<ClosedWindow<SegmentWindowState>, "state"> & { state?: SegmentWindowState };

/** Less of a window than this says too little about it. */
const MIN_COVERED_SHARE = 1 / 3;

export interface MetricWindowsOptions {
  road: RoadMap;
  freeFlowOf: (segment: RoadSegment) => FreeFlow;
  /** What is usual on a segment now; undefined while it is not known. */
  typicalOf?: (segmentId: string) => TypicalTraffic | undefined;
  /** Whether a window is given out by somebody else, or was: it is not complete here. None is unless told. */
  isTaken?: (segmentId: string, startAt: number) => boolean;
}

/** Windows of one size that give out metrics when they close. */
export interface MetricWindows {
  windows: SegmentWindows;
  /**
   * Takes over what was decided in stored windows, oldest first: the first ten minutes as they were decided, the rest by
   * deciding again, so that as much is remembered as if there had been no restart.
   */
  restoreClasses(metrics: readonly SegmentMetric[]): void;
  advance(watermarkAt: number): SegmentMetric[];
  /** Metrics of the open windows as they are, classified without memory. */
  preview(): SegmentMetric[];
}

/** Creates the windows of a definition; classes change by `rule`. */
export function createMetricWindows(
  { road, freeFlowOf, typicalOf, isTaken = () => false }: MetricWindowsOptions,
  parts: { definition: SegmentWindowDefinition; coverage: FeedCoverage; rule: CongestionRule },
): MetricWindows {
  const { coverage, rule } = parts;
  const windows = createSegmentWindows(parts.definition);
  const tracker = createCongestionTracker(rule);
  const watched = createWatchedSegments();
  const { sizeMs } = windows.definition;

  function unclassified({ key, startAt, state, isCorrected }: Window): UnclassifiedMetric[] {
    const segment = isTaken(key, startAt) ? undefined : road.segment(key);
    const coveredMs = coverage.coveredMs(startAt, sizeMs);
    const isFromVehicles = !state || state.travel.stretches.size > 0;
    if (!segment || (isFromVehicles && coveredMs < sizeMs * MIN_COVERED_SHARE)) return [];
    const frame = {
      segment,
      startAt,
      sizeS: sizeMs / 1000,
      coveredS: coveredMs / 1000,
      freeFlow: freeFlowOf(segment),
      typical: typicalOf?.(segment.id),
      isCorrected,
    };
    return [state ? toSegmentMetric(state, frame) : emptySegmentMetric(frame)];
  }

  function classified(window: Window, by: CongestionTracker): SegmentMetric[] {
    return unclassified(window).map((metric) => ({
      ...metric,
      congestionClass: by.classOf(deciding(metric)),
    }));
  }

  return {
    windows,
    restoreClasses(metrics) {
      const own = metrics.filter((metric) => metric.sizeS * 1000 === sizeMs);
      for (const group of Map.groupBy(own, (metric) => metric.segmentId).values()) {
        const decidedFrom = (group[0]?.startAt ?? 0) + UNKNOWN_AFTER_MS;
        tracker.restore(group.filter((metric) => metric.startAt < decidedFrom));
        for (const metric of group) if (metric.startAt >= decidedFrom) tracker.classOf(deciding(metric));
      }
      for (const [startAt, group] of Map.groupBy(own, (metric) => metric.startAt)) {
        watched.quietIn(
          startAt,
          group.filter(hadTraffic).map(({ segmentId }) => segmentId),
        );
      }
    },
    advance(watermarkAt) {
      const closed = windows.advance(watermarkAt);
      const isFirst = (window: ClosedWindow<unknown>) => !window.isCorrected;
      const starts = [...new Set(closed.filter(isFirst).map((window) => window.startAt))];
      const metrics = closed.flatMap((window) => classified(window, tracker));
      const quiet = starts.flatMap((startAt) => {
        const active = closed.filter((window) => isFirst(window) && window.startAt === startAt);
        const activeIds = active.map((window) => window.key);
        return watched
          .quietIn(startAt, activeIds)
          .flatMap((key) => classified({ key, startAt, isCorrected: false }, tracker));
      });
      return [...metrics, ...quiet];
    },
    preview() {
      const passing = createCongestionTracker(SINGLE_WINDOW_RULE);
      return windows.open().flatMap((window) => classified(window, passing));
    },
  };
}

/** What was hardly observed is stored and shown, but no congestion class rests on it. */
function deciding(metric: UnclassifiedMetric): UnclassifiedMetric {
  if (metric.source !== "loops" || isDeciding(metric.quality)) return metric;
  return { ...metric, ratio: null, vehicles: 0, vehicleKm: 0, vehicleHours: 0 };
}

/** False for a window that was told although nobody was there. */
function hadTraffic({ vehicleHours, vehicles, occupancy }: SegmentMetric): boolean {
  return vehicleHours > 0 || vehicles > 0 || occupancy !== null;
}
