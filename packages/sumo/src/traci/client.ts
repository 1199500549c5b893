import type { TraciValue } from "./byte-reader.ts";
import type { TraciConnection } from "./connection.ts";
import { INVALID_DOUBLE, type TraciDomain, VARIABLE } from "./constants.ts";
import {
  close,
  getVariable,
  getVersion,
  type SubscriptionResult,
  setVariable,
  simulationStep,
  subscribe,
} from "./messages.ts";
import { TraciError } from "./traci-error.ts";

/** One vehicle after a step. */
export interface TraciVehicle {
  id: string;
  /** Network coordinates, m. */
  x: number;
  y: number;
  speedMs: number;
  /** Compass heading, degrees clockwise from north. */
  headingDeg: number;
  /** `:`-prefixed inside junctions. */
  laneId: string;
  /** Front bumper, m from the start of the lane. */
  lanePositionM: number;
}

/** A vehicle that an E1 loop saw in the last step (variable 0x17). */
export interface LoopVehicle {
  vehicleId: string;
  lengthM: number;
  /** Simulation times, s, to a fraction of the step. */
  enteredAtS: number;
  /** Absent while the vehicle is still on the loop. */
  leftAtS?: number;
}

/** What changed in one step. */
export interface TraciStep {
  /** Simulation time after the step, s. */
  timeS: number;
  /** All vehicles on the road; those being teleported are nowhere and left out. */
  vehicles: TraciVehicle[];
  arrivedIds: readonly string[];
  /** Per subscribed loop, the vehicles that were on it during the step. */
  loops: Map<string, LoopVehicle[]>;
  /** Vehicles on the road or waiting to depart; 0 when nothing is to come any more. */
  expectedVehicles: number;
}

/** A simulation under control. */
export interface TraciClient {
  version(): Promise<{ apiVersion: number; server: string }>;
  /** Simulation time, s, and the length of a step, s. */
  time(): Promise<{ timeS: number; stepLengthS: number }>;
  loopIds(): Promise<string[]>;
  /** Follows loops in every step from now on. */
  subscribeLoops(loopIds: readonly string[]): Promise<void>;
  /** Makes a step; vehicles that depart are followed from then on. */
  step(): Promise<TraciStep>;
  get(domain: TraciDomain, variable: number, objectId: string): Promise<TraciValue>;
  /** @throws TraciError `REFUSED` with SUMO's words when the object or the value does not suit it. */
  set(...change: Parameters<typeof setVariable>): Promise<void>;
  /** Ends the simulation. */
  close(): Promise<void>;
}

const VEHICLE_VARIABLES = [
  VARIABLE.position,
  VARIABLE.angle,
  VARIABLE.speed,
  VARIABLE.laneId,
  VARIABLE.lanePosition,
];
const SIMULATION_VARIABLES = [
  VARIABLE.time,
  VARIABLE.departedIds,
  VARIABLE.arrivedIds,
  VARIABLE.expectedVehicles,
];

/** Creates a client on a fresh connection and subscribes it to the simulation and to vehicles already on the road. */
export async function createTraciClient(connection: TraciConnection): Promise<TraciClient> {
  const one = async <T>(command: Parameters<typeof connection.send<T>>[0][number]): Promise<T> =>
    (await connection.send([command]))[0] as T;
  const subscribeVehicles = (ids: readonly string[]) =>
    connection.send(ids.map((id) => subscribe("vehicle", id, VEHICLE_VARIABLES)));

  await one(subscribe("simulation", "", SIMULATION_VARIABLES));
  const present = asStrings(await one(getVariable("vehicle", VARIABLE.idList, "")));
  if (present.length > 0) await subscribeVehicles(present);

  return {
    version: () => one(getVersion()),
    time: async () => ({
      timeS: asNumber(await one(getVariable("simulation", VARIABLE.time, ""))),
      stepLengthS: asNumber(await one(getVariable("simulation", VARIABLE.stepLength, ""))),
    }),
    loopIds: async () => asStrings(await one(getVariable("inductionLoop", VARIABLE.idList, ""))),
    subscribeLoops: async (ids) => {
      if (ids.length > 0) {
        await connection.send(
          ids.map((id) => subscribe("inductionLoop", id, [VARIABLE.lastStepVehicleData])),
        );
      }
    },
    step: async () => {
      const results = await one(simulationStep());
      const departed = asStrings(simulationValue(results, VARIABLE.departedIds));
      const first = departed.length > 0 ? await subscribeVehicles(departed) : [];
      return toStep([...results, ...first]);
    },
    get: (...what) => one(getVariable(...what)),
    set: (...change) => one(setVariable(...change)),
    close: async () => {
      await one(close());
      connection.destroy();
    },
  };
}

function toStep(results: readonly SubscriptionResult[]): TraciStep {
  const vehicles = new Map<string, TraciVehicle>();
  const loops = new Map<string, LoopVehicle[]>();
  for (const { domain, objectId, values } of results) {
    if (domain === "vehicle") {
      const vehicle = toVehicle(objectId, values);
      if (vehicle) vehicles.set(objectId, vehicle);
    } else if (domain === "inductionLoop") {
      loops.set(objectId, toLoopVehicles(values.get(VARIABLE.lastStepVehicleData)));
    }
  }
  return {
    timeS: asNumber(simulationValue(results, VARIABLE.time)),
    vehicles: [...vehicles.values()],
    arrivedIds: asStrings(simulationValue(results, VARIABLE.arrivedIds)),
    loops,
    expectedVehicles: asNumber(simulationValue(results, VARIABLE.expectedVehicles)),
  };
}

function simulationValue(results: readonly SubscriptionResult[], variable: number): TraciValue | undefined {
  return results.find((result) => result.domain === "simulation")?.values.get(variable);
}

function toVehicle(id: string, values: ReadonlyMap<number, TraciValue>): TraciVehicle | undefined {
  const [x, y] = asNumbers(values.get(VARIABLE.position));
  const laneId = asString(values.get(VARIABLE.laneId));
  if (x === undefined || y === undefined || x === INVALID_DOUBLE || laneId === "") return undefined;
  return {
    id,
    x,
    y,
    speedMs: Math.max(0, asNumber(values.get(VARIABLE.speed))),
    headingDeg: (asNumber(values.get(VARIABLE.angle)) + 360) % 360,
    laneId,
    lanePositionM: asNumber(values.get(VARIABLE.lanePosition)),
  };
}

/** 0x17 is a compound: the count, then per vehicle its id, length, entry time, leave time (-1 while on it) and type. */
function toLoopVehicles(value: TraciValue | undefined): LoopVehicle[] {
  if (!Array.isArray(value)) throw new TraciError("PROTOCOL", "Loop data is not a compound");
  const [count, ...fields] = value as readonly TraciValue[];
  return Array.from({ length: asNumber(count) }, (_, index) => {
    const [id, length, entered, left] = fields.slice(index * 5, index * 5 + 5);
    const leftAtS = asNumber(left);
    return {
      vehicleId: asString(id),
      lengthM: asNumber(length),
      enteredAtS: asNumber(entered),
      ...(leftAtS >= 0 ? { leftAtS } : {}),
    };
  });
}

function asNumber(value: TraciValue | undefined): number {
  if (typeof value !== "number") throw new TraciError("PROTOCOL", "SUMO sent something else than a number");
  return value;
}

function asString(value: TraciValue | undefined): string {
  if (typeof value !== "string") throw new TraciError("PROTOCOL", "SUMO sent something else than a text");
  return value;
}

function asNumbers(value: TraciValue | undefined): number[] {
  return Array.isArray(value) ? value.map(asNumber) : [];
}

function asStrings(value: TraciValue | undefined): string[] {
  return Array.isArray(value) ? value.map(asString) : [];
}
