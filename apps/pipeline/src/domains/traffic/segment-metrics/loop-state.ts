import type { Observation } from "@arterial/domain/observation";
import type { QualityShares } from "@arterial/domain/quality/quality-shares";

/**
 * What the loops of one segment measured in one window, by lane. Whole numbers, and summed up from lane to lane, so that
 * order makes no difference.
 */
export interface LoopState {
  lanes: Map<number, LaneCount>;
}

interface LaneCount {
  /** Vehicles, in thousandths. */
  milliVehicles: number;
  /** Measured time, ms. */
  periodMs: number;
  /** Time covered by vehicles, µs, and the measured time of the readings that tell it, ms. */
  coveredUs: number;
  occupancyPeriodMs: number;
  /** Vehicles with a known speed, in thousandths, and their pace, summed, in µs per km. */
  milliVehiclesWithSpeed: number;
  paceSumUs: number;
  /** Measured time of readings that are not believed and left out of everything above, ms. */
  suspectPeriodMs: number;
  /** Time of the first reading, epoch ms. */
  firstTs: number;
  /**
   * Readings that are in the sums, by device, so that a repeat is counted once: its time after the first, ms, and its
   * number if it has one. Small whole numbers take no memory of their own.
   */
  readings: Map<string, Set<number | string>>;
}

/** Where a loop lies and how often it reports when its reading does not say. */
export interface LoopPlace {
  segmentId: string;
  lane: number;
  expectedIntervalS: number;
}

/** More than this on one lane is a fault of the detector: capacity is about 2,400 vehicles an hour and lane (HCM). */
const MAX_LANE_FLOW_VPH = 3_000;

/**
 * Covered for more than this of a period is a detector that is locked on, or a vehicle that stands on it: either way it
 * says nothing about how traffic moves, and is left out before the fault is even found.
 */
const MAX_OCCUPANCY = 0.95;

export function createLoopState(): LoopState {
  return { lanes: new Map() };
}

/** Period that a reading covers, whole ms and at least one, so that sums of them are exact; it ends at the reading's time. */
export function loopPeriodMs(observation: Observation<"traffic">, place: LoopPlace): number {
  return Math.max(1, Math.round((observation.reading.periodS ?? place.expectedIntervalS) * 1000));
}

/** Adds one reading. One that is not believed, or comes from a sensor with a fault, only counts as suspect. */
export function addLoopReading(
  state: LoopState,
  observation: Observation<"traffic">,
  place: LoopPlace & { isTrusted: boolean },
): void {
  const { reading } = observation;
  const lane = laneOf(state, reading.lane ?? place.lane, reading.ts);
  if (isRepeat(lane, observation)) return;
  const periodMs = loopPeriodMs(observation, place);
  const vehicles =
    reading.count ?? (reading.flowVph === undefined ? undefined : (reading.flowVph * periodMs) / 3.6e6);
  const flowVph = ((vehicles ?? 0) * 3.6e6) / periodMs;
  if (!place.isTrusted || flowVph > MAX_LANE_FLOW_VPH || (reading.occupancy ?? 0) >= MAX_OCCUPANCY) {
    lane.suspectPeriodMs += periodMs;
    return;
  }
  if (reading.occupancy !== undefined) {
    lane.coveredUs += Math.round(reading.occupancy * periodMs * 1000);
    lane.occupancyPeriodMs += periodMs;
  }
  if (vehicles === undefined) return;
  const milliVehicles = Math.round(vehicles * 1000);
  lane.milliVehicles += milliVehicles;
  lane.periodMs += periodMs;
  if (reading.speedKmh !== undefined && reading.speedKmh > 0 && vehicles > 0) {
    lane.milliVehiclesWithSpeed += milliVehicles;
    lane.paceSumUs += Math.round((vehicles * 3.6e9) / reading.speedKmh);
  }
}

function laneOf(state: LoopState, index: number, ts: number): LaneCount {
  const known = state.lanes.get(index);
  if (known) return known;
  const lane = emptyLane(ts);
  state.lanes.set(index, lane);
  return lane;
}

/** Whether a reading is in the sums already; from now on it is. */
function isRepeat(lane: LaneCount, { deviceId, reading }: Observation<"traffic">): boolean {
  const { ts, seq } = reading;
  const afterMs = ts - lane.firstTs;
  const identity = seq === undefined ? afterMs : `${afterMs} ${seq}`;
  const known = lane.readings.get(deviceId);
  if (known?.has(identity)) return true;
  if (known) known.add(identity);
  else lane.readings.set(deviceId, new Set([identity]));
  return false;
}

function emptyLane(firstTs: number): LaneCount {
  return {
    firstTs,
    readings: new Map(),
    milliVehicles: 0,
    periodMs: 0,
    coveredUs: 0,
    occupancyPeriodMs: 0,
    milliVehiclesWithSpeed: 0,
    paceSumUs: 0,
    suspectPeriodMs: 0,
  };
}

/** What loops say about a whole segment. */
export interface LoopSummary {
  /** Mean over lanes of the share of time covered, 0 to 1. */
  occupancy: number | null;
  /** All lanes, those without a loop taken to be like the others; null when no loop counts. */
  flowVph: number | null;
  /** Harmonic mean over vehicles, km/h. */
  speedKmh: number | null;
  /** Shares of the lanes: counted by a trusted loop, by one that is not, and by none (taken to be like the others). */
  quality: QualityShares;
}

/** Sums up a window's loops for a segment of `laneCount` lanes. */
export function summariseLoops(state: LoopState, laneCount: number): LoopSummary {
  const lanes = [...state.lanes].sort(([a], [b]) => a - b).map(([, lane]) => lane);
  const withOccupancy = lanes.filter((lane) => lane.occupancyPeriodMs > 0);
  const counting = lanes.filter((lane) => lane.periodMs > 0);
  const occupancy = mean(withOccupancy.map((lane) => lane.coveredUs / 1000 / lane.occupancyPeriodMs));
  const laneFlow = mean(counting.map((lane) => (lane.milliVehicles * 3_600) / lane.periodMs));
  const paceUs = sum(counting.map((lane) => lane.paceSumUs));
  const vehicles = sum(counting.map((lane) => lane.milliVehiclesWithSpeed)) / 1000;
  return {
    occupancy,
    flowVph: laneFlow === null ? null : laneFlow * laneCount,
    speedKmh: paceUs > 0 ? (vehicles * 3.6e9) / paceUs : null,
    quality: laneQuality(lanes, laneCount),
  };
}

function laneQuality(lanes: readonly LaneCount[], laneCount: number): QualityShares {
  const counted = lanes.filter((lane) => lane.periodMs + lane.suspectPeriodMs > 0);
  const trusted = sum(counted.map((lane) => lane.periodMs / (lane.periodMs + lane.suspectPeriodMs)));
  const of = Math.max(laneCount, counted.length);
  return {
    observed: trusted / of,
    imputed: (of - counted.length) / of,
    suspect: (counted.length - trusted) / of,
  };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function mean(values: readonly number[]): number | null {
  return values.length === 0 ? null : sum(values) / values.length;
}
