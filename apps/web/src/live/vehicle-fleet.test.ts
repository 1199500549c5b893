import type { SegmentCourse } from "@arterial/api/live/map-contract";
import type { EncodedVehicle } from "@arterial/api/live/vehicle-codec";
import { METRES_PER_DEG_LAT } from "@arterial/domain/city/geometry";
import { describe, expect, test } from "vitest";
import { GLIDE_MS, VehicleFleet } from "./vehicle-fleet.ts";

const T = 1_800_000_000_000;
const TILE = 7;

function fix(ts: number, lat: number, more: Partial<EncodedVehicle> = {}): EncodedVehicle {
  return { handle: 1, lon: 11, lat, speedKmh: 36, headingDeg: 0, ts, ...more };
}

function fleetOf(...fixes: EncodedVehicle[]): VehicleFleet {
  const fleet = new VehicleFleet();
  for (const vehicle of fixes) fleet.move(TILE, vehicle, null);
  return fleet;
}

function latAt(fleet: VehicleFleet, at: number, isStepping = false): number | undefined {
  return [...fleet.drawnAt(at, isStepping)][0]?.lat;
}

describe("a vehicle on no street", () => {
  test("glides in a straight line between two fixes", () => {
    expect(latAt(fleetOf(fix(T, 54), fix(T + 1_000, 54.001)), T + 500)).toBeCloseTo(54.0005, 9);
  });

  test("goes on at its speed past the last fix, and stands after two seconds", () => {
    const fleet = fleetOf(fix(T, 54));
    const tenMetres = 10 / METRES_PER_DEG_LAT;
    expect(latAt(fleet, T + 1_000)).toBeCloseTo(54 + tenMetres, 9);
    expect(latAt(fleet, T + GLIDE_MS)).toBeCloseTo(54 + 2 * tenMetres, 9);
    expect(latAt(fleet, T + 60_000)).toBe(latAt(fleet, T + GLIDE_MS));
    expect([...fleet.drawnAt(T + 60_000, false)][0]?.ageMs).toBe(60_000);
  });

  test("moves from its very first fix on", () => {
    const fleet = fleetOf(fix(T, 54));
    expect(latAt(fleet, T - 900)).not.toBe(latAt(fleet, T - 800));
  });

  test("steps from fix to fix when motion is reduced", () => {
    expect(latAt(fleetOf(fix(T, 54), fix(T + 1_000, 54.001)), T + 500, true)).toBe(54.001);
  });

  test("turns the short way round north", () => {
    const fleet = fleetOf(fix(T, 54, { headingDeg: 350 }), fix(T + 1_000, 54.001, { headingDeg: 10 }));
    const [drawn] = [...fleet.drawnAt(T + 500, false)];
    expect(drawn?.headingDeg).toBeCloseTo(0, 9);
  });

  test("ignores a fix that is older than the one it has", () => {
    expect(latAt(fleetOf(fix(T + 1_000, 54.001), fix(T, 54)), T + 1_000)).toBe(54.001);
  });
});

describe("a vehicle on a street", () => {
  const course = (id: string, line: SegmentCourse["line"]): [string, SegmentCourse] => [
    id,
    { id, name: "", roadClass: "primary", isTwoWay: false, halfGapPx: 0, line },
  ];
  const courses = new Map([
    // North for 111 m, then east for about 65 m.
    course("corner", [
      [11, 54],
      [11, 54.001],
      [11.001, 54.001],
    ]),
    course("next", [
      [11.001, 54.001],
      [11.002, 54.001],
    ]),
  ]);
  function onStreets(...fixes: [EncodedVehicle, string | undefined][]): VehicleFleet {
    const fleet = new VehicleFleet();
    fleet.setCourses(courses);
    for (const [vehicle, segmentId] of fixes) fleet.move(TILE, vehicle, segmentId);
    return fleet;
  }

  test("goes round the corner instead of across the block", () => {
    const fleet = onStreets([fix(T, 54), "corner"], [fix(T + 1_000, 54.001, { lon: 11.001 }), undefined]);
    const [middle] = [...fleet.drawnAt(T + 400, false)];
    expect(middle?.lon).toBeCloseTo(11, 9);
    expect(middle?.lat).toBeGreaterThan(54.0005);
  });

  test("goes over the junction from one segment into the next", () => {
    const fleet = onStreets([fix(T, 54.0009), "corner"], [fix(T + 1_000, 54.001, { lon: 11.0015 }), "next"]);
    const [middle] = [...fleet.drawnAt(T + 500, false)];
    expect(middle?.lat).toBeCloseTo(54.001, 6);
  });

  test("keeps its lane beside the middle of the street", () => {
    const lane = 11 + 3 / (METRES_PER_DEG_LAT * Math.cos((54 * Math.PI) / 180));
    const fleet = onStreets(
      [fix(T, 54.0001, { lon: lane }), "corner"],
      [fix(T + 1_000, 54.0005, { lon: lane }), undefined],
    );
    const [middle] = [...fleet.drawnAt(T + 500, false)];
    expect(middle?.lon).toBeCloseTo(lane, 9);
    expect(middle?.lat).toBeCloseTo(54.0003, 9);
  });

  test("waits at the end of its segment, since nobody knows where it turns", () => {
    const fleet = onStreets([fix(T, 54.001, { lon: 11.0009, speedKmh: 100, headingDeg: 90 }), "corner"]);
    const [drawn] = [...fleet.drawnAt(T + 2_000, false)];
    expect(drawn?.lon).toBeCloseTo(11.001, 9);
  });
});

describe("tiles", () => {
  test("a vehicle leaves when its tile says so, and stays when another has taken it over", () => {
    const fleet = fleetOf(fix(T, 54), fix(T, 54.1, { handle: 2 }));
    fleet.move(8, fix(T + 1_000, 54.001), null);
    fleet.leave(TILE, 1);
    fleet.leave(TILE, 2);
    expect([...fleet.drawnAt(T, false)].map(({ handle }) => handle)).toEqual([1]);
  });

  test("a snapshot keeps the tracks of whom it names and forgets the others of its tile", () => {
    const fleet = fleetOf(fix(T, 54), fix(T, 55, { handle: 2 }));
    fleet.move(8, fix(T, 56, { handle: 3 }), null);
    fleet.move(TILE, fix(T + 1_000, 54.001), null);
    fleet.keepOnly(TILE, new Set([1]));
    expect(fleet.size).toBe(2);
    expect(latAt(fleet, T + 500)).toBeCloseTo(54.0005, 9);
  });
});
