import type { EncodedVehicle, EncodedVehiclesFrame } from "@arterial/api/live/vehicle-codec";
import { describe, expect, test } from "vitest";
import { GLIDE_MS, VehicleFleet } from "./vehicle-fleet.ts";

const T = 1_800_000_000_000;
const METRES_PER_DEGREE_LAT = 111_320;

function fix(ts: number, lat: number, more: Partial<EncodedVehicle> = {}): EncodedVehicle {
  return { handle: 1, lon: 11, lat, speedKmh: 36, headingDeg: 0, ts, ...more };
}

function frame(vehicles: EncodedVehicle[], more: Partial<EncodedVehiclesFrame> = {}): EncodedVehiclesFrame {
  return { kind: "delta", seq: 1, at: T, vehicles, gone: [], ...more };
}

function latAt(fleet: VehicleFleet, at: number, isStepping = false): number | undefined {
  return [...fleet.drawnAt(at, isStepping)][0]?.lat;
}

describe("a vehicle", () => {
  test("glides in a straight line between two fixes", () => {
    const fleet = new VehicleFleet();
    fleet.apply(frame([fix(T, 54)]));
    fleet.apply(frame([fix(T + 1_000, 54.001)]));
    expect(latAt(fleet, T + 500)).toBeCloseTo(54.0005, 9);
  });

  test("goes on at its speed past the last fix, and stands after two seconds", () => {
    const fleet = new VehicleFleet();
    fleet.apply(frame([fix(T, 54)]));
    const tenMetres = 10 / METRES_PER_DEGREE_LAT;
    expect(latAt(fleet, T + 1_000)).toBeCloseTo(54 + tenMetres, 9);
    expect(latAt(fleet, T + GLIDE_MS)).toBeCloseTo(54 + 2 * tenMetres, 9);
    expect(latAt(fleet, T + 60_000)).toBe(latAt(fleet, T + GLIDE_MS));
  });

  test("moves from its very first fix on", () => {
    const fleet = new VehicleFleet();
    fleet.apply(frame([fix(T, 54)]));
    expect(latAt(fleet, T - 900)).not.toBe(latAt(fleet, T - 800));
  });

  test("steps from fix to fix when motion is reduced", () => {
    const fleet = new VehicleFleet();
    fleet.apply(frame([fix(T, 54)]));
    fleet.apply(frame([fix(T + 1_000, 54.001)]));
    expect(latAt(fleet, T + 500, true)).toBe(54.001);
  });

  test("turns the short way round north", () => {
    const fleet = new VehicleFleet();
    fleet.apply(frame([fix(T, 54, { headingDeg: 350 })]));
    fleet.apply(frame([fix(T + 1_000, 54.001, { headingDeg: 10 })]));
    const [drawn] = [...fleet.drawnAt(T + 500, false)];
    expect(drawn?.headingDeg).toBeCloseTo(0, 9);
  });

  test("ignores a fix that is older than the one it has", () => {
    const fleet = new VehicleFleet();
    fleet.apply(frame([fix(T + 1_000, 54.001)]));
    fleet.apply(frame([fix(T, 54)]));
    expect(latAt(fleet, T + 1_000)).toBe(54.001);
  });

  test("leaves when it is gone", () => {
    const fleet = new VehicleFleet();
    fleet.apply(frame([fix(T, 54), fix(T, 54.1, { handle: 2 })]));
    fleet.apply(frame([], { gone: [1] }));
    expect([...fleet.drawnAt(T, false)].map(({ handle }) => handle)).toEqual([2]);
  });
});

test("a snapshot keeps the tracks of whom it names and forgets the others", () => {
  const fleet = new VehicleFleet();
  fleet.apply(frame([fix(T, 54), fix(T, 55, { handle: 2 })]));
  fleet.apply(frame([fix(T + 1_000, 54.001)], { kind: "snapshot" }));
  expect(fleet.size).toBe(1);
  expect(latAt(fleet, T + 500)).toBeCloseTo(54.0005, 9);
});
