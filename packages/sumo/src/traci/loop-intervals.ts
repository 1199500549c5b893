import type { LoopVehicle, TraciStep } from "./client.ts";

/** A loop and the period over which it reports. */
export interface IntervalLoop {
  id: string;
  laneId: string;
  periodS: number;
}

/** What a loop reports at the end of an interval; the same numbers as in SUMO's E1 output. */
export interface LoopInterval {
  loopId: string;
  /** Simulation times, s. */
  beginS: number;
  endS: number;
  /** Vehicles that passed completely (nVehContrib). */
  count: number;
  /** Arithmetic mean over these, m/s; absent when there were none. */
  speedMs?: number;
  /** Share of the interval that the loop was covered, 0 to 1. */
  occupancy: number;
}

interface Tally {
  loop: IntervalLoop;
  beginS: number;
  count: number;
  speedSumMs: number;
  coveredS: number;
  /** Vehicles on the loop after the last step, by id and entry. */
  onLoop: Map<string, LoopVehicle>;
  /** Passages already counted that SUMO may report once more in the next step. */
  reported: Set<string>;
}

/** Shorter passages than this are taken for this long, s (SUMO's NUMERICAL_EPS). */
const SHORTEST_PASSAGE_S = 0.001;
/** Simulation times are sums of steps. */
const TIME_TOLERANCE_S = 1e-6;

/** Adds up what loops see. */
export interface LoopIntervals {
  /** Takes one step, and gives the intervals that it closed. */
  take(step: TraciStep): LoopInterval[];
  /** Closes all intervals early at the end of a run; those without any time are left out. */
  flush(timeS: number): LoopInterval[];
}

/**
 * Adds up what loops see per step into their intervals, by the rules of SUMO's MSInductLoop: a vehicle contributes when
 * its back has left the loop, with length ÷ time on the loop as speed; one that leaves by changing lane or by ending
 * its trip on the loop only adds to occupancy; occupancy counts each vehicle's time within the interval.
 *
 * @param beginS simulation time at which counting starts, s; intervals are cut at begin + n × period.
 */
export function createLoopIntervals(loops: readonly IntervalLoop[], beginS: number): LoopIntervals {
  const tallies = loops.map(
    (loop): Tally => ({
      loop,
      beginS,
      count: 0,
      speedSumMs: 0,
      coveredS: 0,
      onLoop: new Map(),
      reported: new Set(),
    }),
  );
  return {
    take: (step) => {
      const laneOf = new Map(step.vehicles.map((vehicle) => [vehicle.id, vehicle.laneId]));
      const closed: LoopInterval[] = [];
      for (const tally of tallies) {
        takeStep(tally, step.loops.get(tally.loop.id) ?? [], laneOf);
        const endS = tally.beginS + tally.loop.periodS;
        if (step.timeS >= endS - TIME_TOLERANCE_S) closed.push(closeInterval(tally, endS));
      }
      return closed;
    },
    flush: (timeS) =>
      tallies
        .filter((tally) => timeS > tally.beginS + TIME_TOLERANCE_S)
        .map((tally) => closeInterval(tally, timeS)),
  };
}

function takeStep(tally: Tally, seen: readonly LoopVehicle[], laneOf: ReadonlyMap<string, string>): void {
  const onLoop = new Map<string, LoopVehicle>();
  const reported = new Set<string>();
  for (const vehicle of seen) {
    const key = `${vehicle.vehicleId}\n${vehicle.enteredAtS}`;
    if (vehicle.leftAtS === undefined) {
      onLoop.set(key, vehicle);
      continue;
    }
    reported.add(key);
    if (tally.reported.has(key)) continue;
    tally.coveredS += vehicle.leftAtS - Math.max(tally.beginS, vehicle.enteredAtS);
    if (hasLeftEarly(vehicle, vehicle.leftAtS, tally.loop.laneId, laneOf)) continue;
    tally.count += 1;
    tally.speedSumMs += vehicle.lengthM / Math.max(vehicle.leftAtS - vehicle.enteredAtS, SHORTEST_PASSAGE_S);
  }
  tally.onLoop = onLoop;
  tally.reported = reported;
}

/**
 * SUMO does not say over TraCI whether a vehicle left early. It dates such a leave at the step itself, while a passage
 * ends between two steps; and the vehicle is then on another lane, or gone.
 */
function hasLeftEarly(
  vehicle: LoopVehicle,
  leftAtS: number,
  loopLaneId: string,
  laneOf: ReadonlyMap<string, string>,
): boolean {
  const isAtStep = Math.abs(leftAtS * 1000 - Math.round(leftAtS * 1000)) < 1e-6;
  return isAtStep && laneOf.get(vehicle.vehicleId) !== loopLaneId;
}

function closeInterval(tally: Tally, endS: number): LoopInterval {
  const { loop, beginS, count, speedSumMs } = tally;
  let { coveredS } = tally;
  for (const vehicle of tally.onLoop.values()) coveredS += endS - Math.max(beginS, vehicle.enteredAtS);
  Object.assign(tally, { beginS: endS, count: 0, speedSumMs: 0, coveredS: 0 });
  return {
    loopId: loop.id,
    beginS,
    endS,
    count,
    ...(count > 0 ? { speedMs: speedSumMs / count } : {}),
    occupancy: Math.max(0, Math.min(1, coveredS / (endS - beginS))),
  };
}
