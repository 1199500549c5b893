import type { LiveSegment } from "@arterial/domain/live/frame";
import type { CongestionClass } from "@arterial/domain/traffic/congestion-class";
import type { SegmentMetric } from "@arterial/domain/traffic/segment-metric";
import type { SeriesPoint } from "../../charts/prepare-time-series.ts";

/** What a segment does now, from the live frame or from the newest stored window. */
export interface SegmentState {
  startAt: number;
  speedKmh: number | null;
  flowVph: number;
  densityVpkm: number;
  /** 0 to 1; null without a loop. */
  occupancy: number | null;
  ratio: number | null;
  congestionClass: CongestionClass;
  vehicles: number;
  /** Share of the input that was observed, 0 to 1. */
  observed: number;
}

/** Quantities of a segment that have a history. */
export const SEGMENT_METRICS = ["speedKmh", "flowVph", "densityVpkm"] as const;
export type SegmentMetricName = (typeof SEGMENT_METRICS)[number];

/** The newer of the live state and the stored window; null when nothing is known yet. */
export function currentState(
  live: LiveSegment | undefined,
  stored: SegmentMetric | null,
): SegmentState | null {
  const fromStored: SegmentState | null = stored && { ...stored, observed: stored.quality.observed };
  if (!live) return fromStored;
  return fromStored && fromStored.startAt > live.startAt ? fromStored : live;
}

/** One quantity of the stored windows as a series, with the live state as its newest point. */
export function segmentSeries(
  metrics: readonly Pick<SegmentMetric, "startAt" | SegmentMetricName>[],
  live: LiveSegment | undefined,
  name: SegmentMetricName,
): SeriesPoint[] {
  const points = metrics.map((metric) => ({ at: metric.startAt, value: metric[name] }));
  const newest = points.at(-1)?.at ?? Number.NEGATIVE_INFINITY;
  return live && live.startAt > newest ? [...points, { at: live.startAt, value: live[name] }] : points;
}
