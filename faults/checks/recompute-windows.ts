import type { Observation } from "@arterial/domain/observation";
import type { SegmentMetric } from "@arterial/domain/traffic/segment-metric";
import { SEGMENT_WINDOWS, type SegmentWindowDefinition } from "@arterial/domain/traffic/window-definitions";
import {
  apportion,
  apportionLast,
  MAX_GAP_MS,
  type TrackSample,
} from "../../apps/pipeline/src/domains/traffic/segment-metrics/apportion.ts";
import {
  addLoopReading,
  createLoopState,
  loopPeriodMs,
} from "../../apps/pipeline/src/domains/traffic/segment-metrics/loop-state.ts";
import {
  createRoadMap,
  offsetOnSegment,
  type RoadSegment,
} from "../../apps/pipeline/src/domains/traffic/segment-metrics/road-map.ts";
import type { SegmentWindowState } from "../../apps/pipeline/src/domains/traffic/segment-metrics/segment-windows.ts";
import { toSegmentMetric } from "../../apps/pipeline/src/domains/traffic/segment-metrics/to-segment-metric.ts";
import {
  applyPiece,
  createTravelState,
  cutAtWindows,
} from "../../apps/pipeline/src/domains/traffic/segment-metrics/travel-state.ts";
import { FAULT_CITY, FAULT_DEVICES } from "../input/fault-city.ts";
import type { IsTrusted } from "./judge-loops.ts";

/** A window as recomputed; its class depends on those before it and is left out. */
export type RecomputedWindow = Omit<SegmentMetric, "congestionClass">;

const MIN_COVERED_SHARE = 1 / 3;
const VEHICLE_LATE_AFTER_MS = SEGMENT_WINDOWS.minute.sizeMs + SEGMENT_WINDOWS.minute.graceMs;

/** A reading with how far event time had come when it was received. */
interface Placed {
  observation: Observation;
  watermarkAt: number;
}

/** In order of receipt, each with the watermark before its message: no reading older than that was expected any more. */
function placeInTime(stored: readonly Observation[]): Placed[] {
  const inOrder = stored
    .filter(({ kind }) => kind === "vehicle" || kind === "traffic")
    .sort((a, b) => a.receivedAt - b.receivedAt || a.reading.ts - b.reading.ts);
  let newestAt = Number.NEGATIVE_INFINITY;
  return [...Map.groupBy(inOrder, ({ receivedAt }) => receivedAt).values()].flatMap((message) => {
    const watermarkAt = newestAt - SEGMENT_WINDOWS.minute.outOfOrdernessMs;
    for (const { reading, receivedAt } of message)
      newestAt = Math.max(newestAt, Math.min(reading.ts, receivedAt));
    return message.map((observation) => ({ observation, watermarkAt }));
  });
}

type Vehicle = Observation<"vehicle">;

/** Readings of vehicles that were not too late, by vehicle and in order of their own time. */
function tracksOf(placed: readonly Placed[]): Map<string, Vehicle[]> {
  const tracks = new Map<string, Vehicle[]>();
  for (const { observation, watermarkAt } of placed) {
    if (observation.kind !== "vehicle") continue;
    if (observation.reading.ts < watermarkAt - VEHICLE_LATE_AFTER_MS) continue;
    const key = `${observation.deviceId} ${observation.reading.id}`;
    tracks.set(key, [...(tracks.get(key) ?? []), observation]);
  }
  for (const track of tracks.values()) track.sort((a, b) => a.reading.ts - b.reading.ts);
  return tracks;
}

/** Time within a window in which vehicles reported with no longer gap than a track may have, ms. */
function coveredMs(instants: readonly number[], startAt: number, sizeMs: number): number {
  let covered = 0;
  for (let n = 1; n < instants.length; n++) {
    const from = instants[n - 1] as number;
    const to = instants[n] as number;
    if (to - from > MAX_GAP_MS) continue;
    covered += Math.max(0, Math.min(to, startAt + sizeMs) - Math.max(from, startAt));
  }
  return covered;
}

type States = Map<string, { segmentId: string; startAt: number; state: SegmentWindowState }>;

function stateOf(states: States, segmentId: string, startAt: number): SegmentWindowState {
  const key = `${segmentId} ${startAt}`;
  const known = states.get(key);
  if (known) return known.state;
  const state = { travel: createTravelState(), loops: createLoopState() };
  states.set(key, { segmentId, startAt, state });
  return state;
}

function addTracks(states: States, tracks: Map<string, Vehicle[]>, sizeMs: number): void {
  const road = createRoadMap(FAULT_CITY.segments);
  for (const [vehicleKey, track] of tracks) {
    const take = (segment: RoadSegment, fromAt: number, toAt: number, distanceM: number) =>
      cutAtWindows({ vehicleKey, fromAt, toAt, distanceM }, sizeMs, (startAt, piece) =>
        applyPiece(stateOf(states, segment.id, startAt).travel, piece, 1),
      );
    const samples = track.map(({ reading }): TrackSample => {
      const segment = road.segment(reading.segmentId ?? "") ?? null;
      const offsetM = segment ? offsetOnSegment(segment, reading.lon, reading.lat) : 0;
      return { ts: reading.ts, segment, offsetM, speedMs: reading.speedKmh / 3.6 };
    });
    samples.forEach((sample, n) => {
      const next = samples[n + 1];
      if (next && next.ts - sample.ts <= MAX_GAP_MS) apportion(road, sample, next, take);
      else apportionLast(samples[n - 1], sample, take);
    });
  }
}

function addLoops(
  states: States,
  placed: readonly Placed[],
  definition: SegmentWindowDefinition,
  isTrusted: IsTrusted,
): void {
  const { sizeMs, graceMs } = definition;
  for (const { observation, watermarkAt } of placed) {
    if (observation.kind !== "traffic") continue;
    const device = FAULT_DEVICES.find(({ id }) => id === observation.deviceId);
    if (!device?.segmentId) continue;
    const { segmentId, lane = 0, expectedIntervalS } = device;
    const place = { segmentId, lane, expectedIntervalS };
    const middleAt = observation.reading.ts - loopPeriodMs(observation, place) / 2;
    const startAt = Math.floor(middleAt / sizeMs) * sizeMs;
    if (startAt + sizeMs + graceMs <= watermarkAt) continue;
    addLoopReading(stateOf(states, segmentId, startAt).loops, observation, {
      ...place,
      isTrusted: isTrusted(observation),
    });
  }
}

function windowsOfSize(
  placed: readonly Placed[],
  definition: SegmentWindowDefinition,
  isTrusted: IsTrusted,
): RecomputedWindow[] {
  const { sizeMs } = definition;
  const road = createRoadMap(FAULT_CITY.segments);
  const tracks = tracksOf(placed);
  const instants = [...new Set([...tracks.values()].flat().map(({ reading }) => reading.ts))].sort(
    (a, b) => a - b,
  );
  const states: States = new Map();
  addTracks(states, tracks, sizeMs);
  addLoops(states, placed, definition, isTrusted);
  return [...states.values()].flatMap(({ segmentId, startAt, state }) => {
    const segment = road.segment(segmentId);
    const covered = coveredMs(instants, startAt, sizeMs);
    if (!segment || (state.travel.stretches.size > 0 && covered < sizeMs * MIN_COVERED_SHARE)) return [];
    const freeFlow = { kmh: segment.speedLimitKmh, source: "posted", samples: 0 } as const;
    const frame = { segment, startAt, sizeS: sizeMs / 1_000, coveredS: covered / 1_000, freeFlow };
    return [toSegmentMetric(state, { ...frame, typical: undefined, isCorrected: false })];
  });
}

/**
 * Every window that the stored readings make, computed in one go: no stream, no watermark that moves, no state that is
 * taken back. Only the formulas are the product's. A position that is in time for its track and too late for its minute
 * would count here and not there: the input sends none that is two to three minutes late.
 */
export function recomputeWindows(stored: readonly Observation[], isTrusted: IsTrusted): RecomputedWindow[] {
  const placed = placeInTime(stored);
  return [SEGMENT_WINDOWS.minute, SEGMENT_WINDOWS.fiveMinutes].flatMap((definition) =>
    windowsOfSize(placed, definition, isTrusted),
  );
}
