import type { Observation } from "@arterial/domain/observation";

/** What the loops of one segment measured in one window, by lane. Whole numbers, so that order makes no difference. */
export interface LoopState {
  lanes: Map<number, LaneCount>;
  /** Readings that are in the sums, so that a repeat is counted once. */
  readings: Set<string>;
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
  suspectPeriodMs: number;
}

/** Where a loop lies and how often it reports when its reading does not say. */
export interface LoopPlace {
  segmentId: string;
  lane: number;
  expectedIntervalS: number;
}

/** More than this on one lane is a fault of the detector: capacity is about 2,400 vehicles an hour and lane (HCM). */
const MAX_LANE_FLOW_VPH = 3_000;

export function createLoopState(): LoopState {
  return { lanes: new Map(), readings: new Set() };
}

/** Period that a reading covers, ms; it ends at the reading's time. */
export function loopPeriodMs(observation: Observation<"traffic">, place: LoopPlace): number {
  return (observation.reading.periodS ?? place.expectedIntervalS) * 1000;
}

/** Adds one reading. */
export function addLoopReading(
  state: LoopState,
  observation: Observation<"traffic">,
  place: LoopPlace,
): void {
  const { reading, deviceId } = observation;
  const laneIndex = reading.lane ?? place.lane;
  const identity = `${deviceId} ${reading.ts} ${laneIndex} ${reading.seq ?? ""}`;
  if (state.readings.has(identity)) return;
  state.readings.add(identity);
  const lane = state.lanes.get(laneIndex) ?? emptyLane();
  state.lanes.set(laneIndex, lane);
  const periodMs = loopPeriodMs(observation, place);
  if (reading.occupancy !== undefined) {
    lane.coveredUs += Math.round(reading.occupancy * periodMs * 1000);
    lane.occupancyPeriodMs += periodMs;
  }
  const vehicles =
    reading.count ?? (reading.flowVph === undefined ? undefined : (reading.flowVph * periodMs) / 3.6e6);
  if (vehicles === undefined) return;
  const milliVehicles = Math.round(vehicles * 1000);
  lane.milliVehicles += milliVehicles;
  lane.periodMs += periodMs;
  if ((vehicles * 3.6e6) / periodMs > MAX_LANE_FLOW_VPH) lane.suspectPeriodMs += periodMs;
  if (reading.speedKmh !== undefined && reading.speedKmh > 0 && vehicles > 0) {
    lane.milliVehiclesWithSpeed += milliVehicles;
    lane.paceSumUs += Math.round((vehicles * 3.6e9) / reading.speedKmh);
  }
}

function emptyLane(): LaneCount {
  return {
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
  /** Share of lanes that a loop counts. */
  observed: number;
  /** Share of the measured time whose counts are not believable. */
  suspect: number;
}

/** Sums up a window's loops for a segment of `laneCount` lanes. */
export function summariseLoops(state: LoopState, laneCount: number): LoopSummary {
  const lanes = [...state.lanes.values()];
  const withOccupancy = lanes.filter((lane) => lane.occupancyPeriodMs > 0);
  const counting = lanes.filter((lane) => lane.periodMs > 0);
  const occupancy = mean(withOccupancy.map((lane) => lane.coveredUs / 1000 / lane.occupancyPeriodMs));
  const laneFlow = mean(counting.map((lane) => (lane.milliVehicles * 3_600) / lane.periodMs));
  const paceUs = sum(counting.map((lane) => lane.paceSumUs));
  const vehicles = sum(counting.map((lane) => lane.milliVehiclesWithSpeed)) / 1000;
  const periodMs = sum(counting.map((lane) => lane.periodMs));
  return {
    occupancy,
    flowVph: laneFlow === null ? null : laneFlow * laneCount,
    speedKmh: paceUs > 0 ? (vehicles * 3.6e9) / paceUs : null,
    observed: Math.min(1, counting.length / laneCount),
    suspect: periodMs > 0 ? sum(counting.map((lane) => lane.suspectPeriodMs)) / periodMs : 0,
  };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function mean(values: readonly number[]): number | null {
  return values.length === 0 ? null : sum(values) / values.length;
}
