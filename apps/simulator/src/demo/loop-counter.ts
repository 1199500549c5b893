import type { PlayedVehicle } from "@arterial/domain/recording/trajectory-player";

/** A loop in the road: on one lane, or across all of them when `lane` is absent. */
export interface Loop {
  id: string;
  segmentId: string;
  /** m from the start of the segment. */
  offsetM: number;
  lane?: number | undefined;
}

/** What a loop counted since it was last asked. */
export interface LoopCount {
  count: number;
  /** Arithmetic mean over the counted vehicles; absent when there were none. */
  speedKmh?: number;
  /** Share of the period that the loop was covered, 0 to 1. */
  occupancy: number;
}

/** Counts vehicles that drive over loops, from their positions each second. */
export interface LoopCounter {
  /** Takes all vehicles one second after the last call. */
  step(vehicles: readonly PlayedVehicle[]): void;
  /** What a loop counted in the last `periodS` seconds, and begins anew. */
  take(loopId: string, periodS: number): LoopCount;
}

interface Tally {
  loop: Loop;
  count: number;
  speedSumKmh: number;
  coveredS: number;
}

/** Where a vehicle's front is on a lane, extended past the end of the segment while its back is still on it. */
interface LanePlace {
  segmentId: string;
  lane: number;
  offsetM: number;
}
interface VehicleState {
  place: LanePlace | undefined;
  behind: LanePlace | undefined;
}

/**
 * Creates a counter. A vehicle is counted when its front passes the loop; the loop is covered from then until its back
 * has passed. Between two seconds a vehicle moves at its present speed (the recording's own rule), so both are exact to
 * a fraction of a second. Vehicles that appear on a segment past a loop were never counted by it.
 */
export function createLoopCounter(loops: readonly Loop[]): LoopCounter {
  const tallies = new Map<string, Tally>(
    loops.map((loop) => [loop.id, { loop, count: 0, speedSumKmh: 0, coveredS: 0 }]),
  );
  const bySegment = new Map<string, Tally[]>();
  for (const tally of tallies.values()) {
    const { segmentId } = tally.loop;
    bySegment.set(segmentId, [...(bySegment.get(segmentId) ?? []), tally]);
  }
  let states = new Map<string, VehicleState>();

  function advance(place: LanePlace, fromM: number, vehicle: PlayedVehicle): void {
    for (const tally of bySegment.get(place.segmentId) ?? []) {
      if (tally.loop.lane === undefined || tally.loop.lane === place.lane) {
        passOver(tally, { fromM, toM: place.offsetM, vehicle });
      }
    }
  }

  return {
    step: (vehicles) => {
      const next = new Map<string, VehicleState>();
      for (const vehicle of vehicles) next.set(vehicle.id, move(states.get(vehicle.id), vehicle, advance));
      states = next;
    },
    take: (loopId, periodS) => {
      const tally = tallies.get(loopId);
      if (!tally) return { count: 0, occupancy: 0 };
      const { count, speedSumKmh, coveredS } = tally;
      Object.assign(tally, { count: 0, speedSumKmh: 0, coveredS: 0 });
      return {
        count,
        ...(count > 0 ? { speedKmh: speedSumKmh / count } : {}),
        occupancy: Math.min(1, coveredS / periodS),
      };
    },
  };
}

/** Moves one vehicle by one second, over the loops of the segment it is on and of the one it left. */
function move(
  before: VehicleState | undefined,
  vehicle: PlayedVehicle,
  advance: (place: LanePlace, fromM: number, vehicle: PlayedVehicle) => void,
): VehicleState {
  const stepM = vehicle.speedKmh / 3.6;
  const { segmentId, lane, offsetM } = vehicle;
  const place = segmentId === undefined ? undefined : { segmentId, lane, offsetM };
  if (!before) return { place, behind: undefined };
  const last = before.place;
  const hasStayed = last?.segmentId === segmentId && place !== undefined && offsetM >= (last?.offsetM ?? 0);
  let { behind } = before;
  if (hasStayed) {
    advance(place, last?.offsetM ?? offsetM, vehicle);
  } else {
    if (last) behind = last;
    if (place) advance(place, offsetM - stepM, vehicle);
  }
  if (!behind) return { place, behind: undefined };
  const moved = { ...behind, offsetM: behind.offsetM + stepM };
  advance(moved, behind.offsetM, vehicle);
  return { place, behind: moved };
}

function passOver(tally: Tally, pass: { fromM: number; toM: number; vehicle: PlayedVehicle }): void {
  const { fromM, toM, vehicle } = pass;
  const frontM = tally.loop.offsetM;
  const backM = frontM + vehicle.lengthM;
  if (fromM < frontM && frontM <= toM) {
    tally.count += 1;
    tally.speedSumKmh += vehicle.speedKmh;
  }
  if (toM <= fromM) tally.coveredS += frontM <= toM && toM <= backM ? 1 : 0;
  else tally.coveredS += Math.max(0, Math.min(toM, backM) - Math.max(fromM, frontM)) / (toM - fromM);
}
