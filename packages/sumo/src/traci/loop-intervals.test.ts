import { describe, expect, it } from "vitest";
import type { LoopVehicle, TraciStep } from "./client.ts";
import { createLoopIntervals } from "./loop-intervals.ts";

const LOOP = { id: "l", laneId: "e_0", periodS: 60 };

function step(timeS: number, seen: LoopVehicle[], laneId = "e_0"): TraciStep {
  return {
    timeS,
    vehicles: seen.map(({ vehicleId }) => ({
      id: vehicleId,
      x: 0,
      y: 0,
      speedMs: 0,
      headingDeg: 0,
      laneId,
      lanePositionM: 0,
    })),
    arrivedIds: [],
    loops: new Map([["l", seen]]),
    expectedVehicles: 1,
  };
}

function vehicle(vehicleId: string, enteredAtS: number, leftAtS?: number): LoopVehicle {
  return { vehicleId, lengthM: 5, enteredAtS, ...(leftAtS === undefined ? {} : { leftAtS }) };
}

describe("createLoopIntervals", () => {
  it("counts a vehicle in the interval in which its back leaves, with length by time as speed", () => {
    const intervals = createLoopIntervals([LOOP], 0);
    expect(intervals.take(step(59, [vehicle("a", 58.2, 58.7)]))).toEqual([]);
    const [first] = intervals.take(step(60, [vehicle("b", 59.5)]));
    expect(first).toMatchObject({ loopId: "l", beginS: 0, endS: 60, count: 1 });
    expect(first?.speedMs).toBeCloseTo(10, 9);
    expect(first?.occupancy).toBeCloseTo((0.5 + 0.5) / 60, 9);
    intervals.take(step(61, [vehicle("b", 59.5, 60.5)]));
    const [second] = intervals.take(step(120, []));
    expect(second).toMatchObject({ beginS: 60, endS: 120, count: 1, speedMs: 5 });
    expect(second?.occupancy).toBeCloseTo(0.5 / 60, 9);
  });

  it("has no speed for an empty interval", () => {
    expect(createLoopIntervals([LOOP], 0).take(step(60, []))).toEqual([
      { loopId: "l", beginS: 0, endS: 60, count: 0, occupancy: 0 },
    ]);
  });

  it("adds a vehicle that changes lane on the loop to occupancy only", () => {
    const intervals = createLoopIntervals([LOOP], 0);
    intervals.take(step(10, [vehicle("a", 9.25, 10)], "e_1"));
    const [row] = intervals.take(step(60, []));
    expect(row).toMatchObject({ count: 0 });
    expect(row?.occupancy).toBeCloseTo(0.75 / 60, 9);
  });

  it("counts a passage once that SUMO reports in two steps", () => {
    const intervals = createLoopIntervals([LOOP], 0);
    intervals.take(step(10, [vehicle("a", 9.1, 9.6)]));
    intervals.take(step(11, [vehicle("a", 9.1, 9.6)]));
    expect(intervals.take(step(60, []))[0]?.count).toBe(1);
  });

  it("closes what is open when a run ends early", () => {
    const intervals = createLoopIntervals([LOOP], 0);
    intervals.take(step(60, []));
    intervals.take(step(80, [vehicle("a", 79.1, 79.6)]));
    expect(intervals.flush(80)).toMatchObject([{ beginS: 60, endS: 80, count: 1, occupancy: 0.025 }]);
    expect(intervals.flush(80)).toEqual([]);
  });
});
