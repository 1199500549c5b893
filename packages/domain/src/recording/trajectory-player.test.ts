import { describe, expect, it } from "vitest";
import { createTrajectoryPlayer } from "./trajectory-player.ts";
import type { RecordedVehicle, TrajectoryRecording } from "./trajectory-recording.ts";

function vehicle(
  id: string,
  firstS: number,
  positions: readonly number[],
  isCarryIn = false,
): RecordedVehicle {
  return {
    id,
    vehicleClass: "car",
    lengthM: 4.6,
    isCarryIn,
    firstS,
    laneIndex: new Uint16Array(positions.length),
    positionM: Float32Array.from(positions),
    speedMs: Float32Array.from(positions, () => 10),
  };
}

const RECORDING: TrajectoryRecording = {
  durationS: 100,
  lanes: [
    {
      segmentId: "a",
      lane: 1,
      lengthM: 200,
      line: [
        [10, 54],
        [10, 54.001],
        [10.002, 54.001],
      ],
    },
  ],
  vehicles: [vehicle("old", 0, [50, 60, 70], true), vehicle("late", 98, [0, 10, 20, 30])],
};

describe("vehiclesAt", () => {
  const player = createTrajectoryPlayer(RECORDING);
  const idsAt = (pass: number, second: number): string[] => player.vehiclesAt(pass, second).map((v) => v.id);

  it("begins the first pass with the vehicles that were on the road", () => {
    expect(idsAt(0, 0)).toEqual(["old-c"]);
    expect(idsAt(0, 99)).toEqual(["late-0"]);
  });

  it("begins later passes with the tails of the pass before, under the same ids", () => {
    expect(idsAt(1, 0)).toEqual(["late-0"]);
    expect(idsAt(1, 1)).toEqual(["late-0"]);
    expect(idsAt(1, 2)).toEqual([]);
    expect(idsAt(2, 0)).toEqual(["late-1"]);
  });

  it("places a vehicle on the lane's line with heading, speed and segment", () => {
    const [old] = player.vehiclesAt(0, 1);
    expect(old).toMatchObject({
      segmentId: "a",
      lane: 1,
      offsetM: 60,
      speedKmh: 36,
      vehicleClass: "car",
      headingDeg: 0,
    });
    expect(old?.lon).toBeCloseTo(10, 6);
    expect(old?.lat).toBeGreaterThan(54);
    const end = createTrajectoryPlayer({ ...RECORDING, vehicles: [vehicle("end", 0, [199])] }).vehiclesAt(
      0,
      0,
    )[0];
    expect(end?.headingDeg).toBeCloseTo(90, 3);
    expect(end?.lat).toBeCloseTo(54.001, 6);
  });
});
