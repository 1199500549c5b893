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

/** Shares of what one minute was made of; of a live one only how much was observed is told. */
export type Quality = Pick<SegmentMetric["quality"], "observed"> & Partial<SegmentMetric["quality"]>;

/** A stored window is asked for once a minute, and so may be this much older than the live one, ms. */
const STORED_LAG_MS = 120_000;

/**
 * What the newest minute was made of: all shares of the newest stored window, or those of the live minute where that is
 * not known or too old. Shares of two minutes do not add up.
 */
export function qualityOf(
  stored: Pick<SegmentMetric, "startAt" | "quality"> | null,
  state: Pick<SegmentState, "startAt" | "observed"> | null,
): Quality | null {
  if (stored && (!state || state.startAt - stored.startAt <= STORED_LAG_MS)) return stored.quality;
  return state && { observed: state.observed };
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
