import type { Device } from "@arterial/domain/device-kind";
import type { Observation } from "@arterial/domain/observation";
import { MINUTE_RULE, SINGLE_WINDOW_RULE } from "@arterial/domain/traffic/congestion";
import type { SegmentMetric } from "@arterial/domain/traffic/segment-metric";
import { SEGMENT_WINDOWS } from "@arterial/domain/traffic/window-definitions";
import { createWatermark } from "@arterial/streams/watermark";
import { createFeedCoverage, type FeedCoverage } from "./feed-coverage.ts";
import { addLoopReading, type LoopPlace, loopPeriodMs } from "./loop-state.ts";
import { createMetricWindows, type MetricWindows, type MetricWindowsOptions } from "./metric-windows.ts";
import { offsetOnSegment } from "./road-map.ts";
import { createVehicleTracks, type VehicleTracks } from "./vehicle-tracks.ts";

export interface SegmentMetricsOptions extends MetricWindowsOptions {
  deviceOf: (deviceId: string) => Device | undefined;
  /** False for a reading of a sensor with a fault: it counts as suspect. All are trusted unless told. */
  isTrusted?: (observation: Observation<"traffic">) => boolean;
  /** Without any reading for this long, the clock closes windows, ms; 5,000 unless said otherwise. */
  idleMs?: number;
}

/** Segment metrics from vehicle positions and loop counts, in event time. No clock of its own. */
export interface SegmentMetricsOperator {
  takeVehicle(observation: Observation<"vehicle">, nowMs: number): void;
  takeTraffic(observation: Observation<"traffic">, nowMs: number): void;
  /** Takes over the classes that were decided before a restart, from stored windows, oldest first. */
  restoreClasses(metrics: readonly SegmentMetric[]): void;
  /** Goes on after readings were played back: event time stands where they left it, at its distance to the clock. */
  resume(nowMs: number): void;
  /** Metrics of windows that closed or were corrected by now, oldest first. */
  advance(nowMs: number): SegmentMetric[];
  /** What the open one-minute windows would say if they closed now, where they are covered well enough to say it. */
  preview(): SegmentMetric[];
  counts(): { lateReadings: number; unknownSegments: number; vehicles: number; watermarkAt: number };
}

/** Late samples are placed in their track for this long; the same as the grace of one-minute windows and their size. */
const TRACK_MEMORY_MS = SEGMENT_WINDOWS.minute.sizeMs + SEGMENT_WINDOWS.minute.graceMs;

/** Coverage is asked for as long as the largest window takes corrections. */
const COVERAGE_MEMORY_MS = 2 * (SEGMENT_WINDOWS.fiveMinutes.sizeMs + SEGMENT_WINDOWS.fiveMinutes.graceMs);

const IDLE_MS = 5_000;

/** Creates the operator with its one-minute and five-minute windows. */
export function createSegmentMetricsOperator(options: SegmentMetricsOptions): SegmentMetricsOperator {
  const { road, deviceOf, isTrusted = () => true, idleMs = IDLE_MS } = options;
  const { outOfOrdernessMs } = SEGMENT_WINDOWS.minute;
  const watermark = createWatermark({ outOfOrdernessMs, idleMs });
  const coverage = createFeedCoverage();
  const { minutes, fiveMinutes } = createSizes(options, coverage);
  const sizes = [minutes, fiveMinutes];
  const tracks = createVehicleTracks(road, (vehicleKey, sign, segment, fromAt, toAt, distanceM) => {
    const stretch = { vehicleKey, segmentId: segment.id, fromAt, toAt, distanceM };
    for (const size of sizes) size.windows.apply(stretch, sign);
  });
  const lateness = createLatenessByMessage({ sizes, tracks }, watermark.current);
  let lateReadings = 0;
  let unknownSegments = 0;

  return {
    takeVehicle({ deviceId, receivedAt, reading }, nowMs) {
      lateness.begin(receivedAt);
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
      lateness.begin(observation.receivedAt);
      watermark.observe(ts, nowMs);
      // A reading stands for the period before it; its middle decides the window.
      const middleAt = ts - loopPeriodMs(observation, place) / 2;
      const states = sizes.map((size) => size.windows.touchLoops(place.segmentId, middleAt));
      const trust = { isTrusted: isTrusted(observation) };
      for (const state of states) if (state) addLoopReading(state, observation, { ...place, ...trust });
      if (!states[0]) lateReadings += 1;
    },
    restoreClasses: (metrics) => sizes.forEach((size) => void size.restoreClasses(metrics)),
    advance(nowMs) {
      watermark.tick(nowMs);
      const watermarkAt = watermark.current();
      // Closing asks for coverage, however far event time has jumped.
      const closed = sizes.flatMap((size) => size.advance(watermarkAt));
      lateness.pass();
      tracks.forget();
      coverage.forgetBefore(watermarkAt - COVERAGE_MEMORY_MS);
      return closed;
    },
    resume: watermark.resume,
    preview: minutes.preview,
    counts: () => ({
      lateReadings,
      unknownSegments,
      vehicles: tracks.vehicles(),
      watermarkAt: watermark.current(),
    }),
  };
}

function createSizes(options: MetricWindowsOptions, coverage: FeedCoverage) {
  const { minute, fiveMinutes } = SEGMENT_WINDOWS;
  return {
    minutes: createMetricWindows(options, { definition: minute, coverage, rule: MINUTE_RULE }),
    fiveMinutes: createMetricWindows(options, {
      definition: fiveMinutes,
      coverage,
      rule: SINGLE_WINDOW_RULE,
    }),
  };
}

/**
 * Says how far event time has come to all that judges by it. At every message: behind an outage event time passes by
 * minutes within a second of the clock, and what is late must not depend on when windows are given out. Not within a
 * message, whose readings share their instant of receipt: they come in another order when they are read again.
 */
function createLatenessByMessage(
  { sizes, tracks }: { sizes: readonly Pick<MetricWindows, "windows">[]; tracks: VehicleTracks },
  currentWatermark: () => number,
) {
  let begunAt: number | undefined;

  function pass(): void {
    const watermarkAt = currentWatermark();
    for (const { windows } of sizes) windows.pass(watermarkAt);
    tracks.pass(watermarkAt - TRACK_MEMORY_MS);
  }

  return {
    pass,
    /** The message that was received then begins, unless it has. */
    begin(receivedAt: number): void {
      if (receivedAt === begunAt) return;
      begunAt = receivedAt;
      pass();
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
