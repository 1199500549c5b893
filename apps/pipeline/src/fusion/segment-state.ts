import type { LiveSegment } from "@arterial/domain/live/frame";
import type { SegmentMetric } from "@arterial/domain/traffic/segment-metric";

/** What the live map shows of each segment: the newest one-minute window, until it is too old to be true. */
export interface SegmentState {
  /** Takes one-minute windows in any order and leaves out others; keeps the newest of each segment. */
  take(metrics: readonly SegmentMetric[]): void;
  /** Takes windows that are still open, for segments of which nothing is known yet. */
  takePreview(metrics: readonly SegmentMetric[]): void;
  /** Segments whose state changed since the last call, those included that have become unknown by now. */
  changed(nowMs: number): LiveSegment[];
  /** Newest one-minute window of each segment that is not too old. */
  current(nowMs: number): SegmentMetric[];
  reset(): void;
}

/** A window that began longer ago says nothing about now: three minutes after the one that should have followed. */
export const STATE_EXPIRES_MS = 5 * 60_000;

/** Creates an empty state. */
export function createSegmentState(): SegmentState {
  const newest = new Map<string, SegmentMetric>();
  const previewed = new Set<string>();
  const expired = new Set<string>();
  let changedIds = new Set<string>();

  function isExpired(metric: SegmentMetric, nowMs: number): boolean {
    return nowMs - metric.startAt > STATE_EXPIRES_MS;
  }

  return {
    take(metrics) {
      for (const metric of metrics) {
        if (metric.sizeS !== 60) continue;
        const known = newest.get(metric.segmentId);
        if (known && known.startAt > metric.startAt) continue;
        newest.set(metric.segmentId, metric);
        previewed.delete(metric.segmentId);
        expired.delete(metric.segmentId);
        changedIds.add(metric.segmentId);
      }
    },
    takePreview(metrics) {
      for (const metric of metrics) {
        if (metric.sizeS !== 60 || (newest.has(metric.segmentId) && !previewed.has(metric.segmentId)))
          continue;
        newest.set(metric.segmentId, metric);
        previewed.add(metric.segmentId);
        changedIds.add(metric.segmentId);
      }
    },
    changed(nowMs) {
      for (const metric of newest.values()) {
        if (!isExpired(metric, nowMs) || expired.has(metric.segmentId)) continue;
        expired.add(metric.segmentId);
        changedIds.add(metric.segmentId);
      }
      const segments = [...changedIds].flatMap((id) => {
        const metric = newest.get(id);
        if (!metric) return [];
        return [expired.has(id) ? unknownSegment(metric) : toLiveSegment(metric)];
      });
      changedIds = new Set();
      return segments;
    },
    current: (nowMs) => [...newest.values()].filter((metric) => !isExpired(metric, nowMs)),
    reset() {
      newest.clear();
      previewed.clear();
      expired.clear();
      changedIds.clear();
    },
  };
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

function unknownSegment(metric: SegmentMetric): LiveSegment {
  return {
    ...toLiveSegment(metric),
    speedKmh: null,
    flowVph: 0,
    densityVpkm: 0,
    occupancy: null,
    ratio: null,
    congestionClass: "unknown",
    vehicles: 0,
    observed: 0,
  };
}
