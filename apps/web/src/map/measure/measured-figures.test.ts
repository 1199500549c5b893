import { METRES_PER_DEG_LAT } from "@arterial/domain/city/geometry";
import type { LonLat } from "@arterial/domain/city/network";
import { expect, it } from "vitest";
import { measuredFigures } from "./measured-figures.ts";

/** Degrees of so many metres north. */
const north = (metres: number) => metres / METRES_PER_DEG_LAT;
const LAT = 54.59;
/** Degrees of so many metres east at the latitude of the tests. */
const east = (metres: number) => metres / (METRES_PER_DEG_LAT * Math.cos((LAT * Math.PI) / 180));

/** A field of 300 m by 200 m, from its south-western corner. */
const FIELD: readonly LonLat[] = [
  [10.84, LAT],
  [10.84 + east(300), LAT],
  [10.84 + east(300), LAT + north(200)],
  [10.84, LAT + north(200)],
];

it("has no length before there are two points", () => {
  expect(measuredFigures({ points: [], isClosed: false })).toMatchObject({ legsM: [], lengthM: 0 });
  expect(measuredFigures({ points: FIELD.slice(0, 1), isClosed: false })).toMatchObject({ lengthM: 0 });
});

it("measures each leg and the whole line, m", () => {
  const { legsM, lengthM, areaM2 } = measuredFigures({ points: FIELD.slice(0, 3), isClosed: false });
  expect(legsM.map(Math.round)).toEqual([300, 200]);
  expect(lengthM).toBeCloseTo(500, 1);
  expect(areaM2).toBeNull();
});

it("adds the leg back and the area, m², when the line is closed, whichever way around it went", () => {
  for (const points of [FIELD, FIELD.toReversed()]) {
    const { legsM, lengthM, areaM2 } = measuredFigures({ points, isClosed: true });
    expect(legsM).toHaveLength(4);
    expect(lengthM).toBeCloseTo(1_000, 0);
    expect(areaM2).toBeGreaterThan(59_990);
    expect(areaM2).toBeLessThan(60_010);
  }
});

it("gives no area where the line crosses itself", () => {
  const [a, b, c, d] = FIELD as [LonLat, LonLat, LonLat, LonLat];
  expect(measuredFigures({ points: [a, c, b, d], isClosed: true }).areaM2).toBeNull();
});

it("measures a triangle of points in a row as nothing", () => {
  const [a, b] = FIELD as [LonLat, LonLat];
  const middle: LonLat = [(a[0] + b[0]) / 2, LAT];
  expect(measuredFigures({ points: [a, middle, b], isClosed: true }).areaM2 ?? 0).toBeCloseTo(0, 3);
});
