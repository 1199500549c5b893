import type { Device } from "@arterial/domain/device-kind";
import type { Observation } from "@arterial/domain/observation";
import { type CongestionRule, MINUTE_RULE, SINGLE_WINDOW_RULE } from "@arterial/domain/traffic/congestion";
import type { FreeFlow } from "@arterial/domain/traffic/free-flow";
import type { SegmentMetric } from "@arterial/domain/traffic/segment-metric";
import { SEGMENT_WINDOWS } from "@arterial/domain/traffic/window-definitions";
import type { ClosedWindow } from "@arterial/streams/tumbling-windows";
import { createWatermark } from "@arterial/streams/watermark";
import { createCongestionTracker } from "./congestion-tracker.ts";
import { createFeedCoverage, type FeedCoverage } from "./feed-coverage.ts";
import { addLoopReading, type LoopPlace, loopPeriodMs } from "./loop-state.ts";
import { offsetOnSegment, type RoadMap, type RoadSegment } from "./road-map.ts";
import { createSegmentWindows, type SegmentWindowState, type SegmentWindows } from "./segment-windows.ts";
import { emptySegmentMetric, toSegmentMetric } from "./to-segment-metric.ts";
import { createVehicleTracks } from "./vehicle-tracks.ts";
import { createWatchedSegments } from "./watched-segments.ts";

export interface SegmentMetricsOptions {
  road: RoadMap;
  freeFlowOf: (segment: RoadSegment) => FreeFlow;
  deviceOf: (deviceId: string) => Device | undefined;
}

/** Segment metrics from vehicle positions and loop counts, in event time. No clock of its own. */
export interface SegmentMetricsOperator {
  takeVehicle(observation: Observation<"vehicle">, nowMs: number): void;
  takeTraffic(observation: Observation<"traffic">, nowMs: number): void;
  /** Takes over the classes that were decided before a restart, from stored windows, oldest first. */
  restoreClasses(metrics: readonly SegmentMetric[]): void;
  /** Metrics of windows that closed or were corrected by now, oldest first. */
  advance(nowMs: number): SegmentMetric[];
  counts(): { lateReadings: number; unknownSegments: number; vehicles: number; watermarkAt: number };
}

/** Late samples are placed in their track for this long; the same as the grace of one-minute windows and their size. */
const TRACK_MEMORY_MS = SEGMENT_WINDOWS.minute.sizeMs + SEGMENT_WINDOWS.minute.graceMs;

/** Coverage is asked for as long as the largest window takes corrections. */
const COVERAGE_MEMORY_MS = 2 * (SEGMENT_WINDOWS.fiveMinutes.sizeMs + SEGMENT_WINDOWS.fiveMinutes.graceMs);

/** Less of a window than this says too little about it. */
const MIN_COVERED_SHARE = 1 / 3;

/** Without any reading for this long, the clock closes windows. */
const IDLE_MS = 5_000;

/** Creates the operator with its one-minute and five-minute windows. */
export function createSegmentMetricsOperator(options: SegmentMetricsOptions): SegmentMetricsOperator {
  const { road, deviceOf } = options;
  const { outOfOrdernessMs } = SEGMENT_WINDOWS.minute;
  const watermark = createWatermark({ outOfOrdernessMs, idleMs: IDLE_MS });
  const coverage = createFeedCoverage();
  const sizes = [
    createSize(options, createSegmentWindows(SEGMENT_WINDOWS.minute), { coverage, rule: MINUTE_RULE }),
    createSize(options, createSegmentWindows(SEGMENT_WINDOWS.fiveMinutes), {
      coverage,
      rule: SINGLE_WINDOW_RULE,
    }),
  ];
  const tracks = createVehicleTracks(road, (vehicleKey, sign, segment, fromAt, toAt, distanceM) => {
    const stretch = { vehicleKey, segmentId: segment.id, fromAt, toAt, distanceM };
    for (const size of sizes) size.windows.apply(stretch, sign);
  });
  let lateReadings = 0;
  let unknownSegments = 0;

  return {
    takeVehicle({ deviceId, reading }, nowMs) {
      const segment = reading.segmentId === undefined ? null : (road.segment(reading.segmentId) ?? null);
      if (reading.segmentId !== undefined && !segment) unknownSegments += 1;
      const taken = tracks.insert(`${deviceId} ${reading.id}`, {
        ts: reading.ts,
        segment,
        offsetM: segment ? offsetOnSegment(segment, reading.lon, reading.lat) : 0,
        speedMs: reading.speedKmh / 3.6,
      });
      if (taken === "late") {
        lateReadings += 1;
        return;
      }
      watermark.observe(reading.ts, nowMs);
      if (reading.ts <= nowMs) coverage.observe(reading.ts);
    },
    takeTraffic(observation, nowMs) {
      const place = loopPlaceOf(deviceOf(observation.deviceId));
      if (!place) return;
      const { ts } = observation.reading;
      watermark.observe(ts, nowMs);
      // A reading stands for the period before it; its middle decides the window.
      const middleAt = ts - loopPeriodMs(observation, place) / 2;
      const states = sizes.map((size) => size.windows.touchLoops(place.segmentId, middleAt));
      for (const state of states) if (state) addLoopReading(state, observation, place);
      if (!states[0]) lateReadings += 1;
    },
    restoreClasses(metrics) {
      for (const size of sizes) size.restoreClasses(metrics);
    },
    advance(nowMs) {
      watermark.tick(nowMs);
      const watermarkAt = watermark.current();
      tracks.forgetBefore(watermarkAt - TRACK_MEMORY_MS);
      coverage.forgetBefore(watermarkAt - COVERAGE_MEMORY_MS);
      return sizes.flatMap((size) => size.advance(watermarkAt));
    },
    counts: () => ({
      lateReadings,
      unknownSegments,
      vehicles: tracks.vehicles(),
      watermarkAt: watermark.current(),
    }),
  };
}

interface WindowSize {
  windows: SegmentWindows;
  restoreClasses(metrics: readonly SegmentMetric[]): void;
  advance(watermarkAt: number): SegmentMetric[];
}

function createSize(
  { road, freeFlowOf }: SegmentMetricsOptions,
  windows: SegmentWindows,
  { coverage, rule }: { coverage: FeedCoverage; rule: CongestionRule },
): WindowSize {
  const tracker = createCongestionTracker(rule);
  const watched = createWatchedSegments();
  const { sizeMs } = windows.definition;

  function metricOf(
    key: string,
    startAt: number,
    closed?: ClosedWindow<SegmentWindowState>,
  ): SegmentMetric[] {
    const segment = road.segment(key);
    const coveredMs = coverage.coveredMs(startAt, sizeMs);
    const isFromVehicles = !closed || closed.state.travel.stretches.size > 0;
    if (!segment || (isFromVehicles && coveredMs < sizeMs * MIN_COVERED_SHARE)) return [];
    const frame = {
      segment,
      startAt,
      sizeS: sizeMs / 1000,
      coveredS: coveredMs / 1000,
      freeFlow: freeFlowOf(segment),
      isCorrected: closed?.isCorrected ?? false,
    };
    const metric = closed ? toSegmentMetric(closed.state, frame) : emptySegmentMetric(frame);
    return [{ ...metric, congestionClass: tracker.classOf(metric) }];
  }

  return {
    windows,
    restoreClasses(metrics) {
      const own = metrics.filter((metric) => metric.sizeS * 1000 === sizeMs);
      for (const group of Map.groupBy(own, (metric) => metric.segmentId).values()) tracker.restore(group);
    },
    advance(watermarkAt) {
      const closed = windows.advance(watermarkAt);
      const isFirst = (window: ClosedWindow<unknown>) => !window.isCorrected;
      const starts = [...new Set(closed.filter(isFirst).map((window) => window.startAt))];
      const metrics = closed.flatMap((window) => metricOf(window.key, window.startAt, window));
      const quiet = starts.flatMap((startAt) => {
        const active = closed.filter((window) => isFirst(window) && window.startAt === startAt);
        const activeIds = active.map((window) => window.key);
        return watched.quietIn(startAt, activeIds).flatMap((id) => metricOf(id, startAt));
      });
      return [...metrics, ...quiet];
    },
  };
}

function loopPlaceOf(device: Device | undefined): LoopPlace | undefined {
  if (!device?.segmentId) return undefined;
  return {
    segmentId: device.segmentId,
    lane: device.lane ?? 0,
    expectedIntervalS: device.expectedIntervalS,
  };
}
