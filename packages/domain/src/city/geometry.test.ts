import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  distanceM,
  headingDeg,
  lineLengthM,
  measureLine,
  partOfLine,
  pointOnLine,
  projectOnLine,
} from "./geometry.ts";
import type { LonLat } from "./network.ts";

const north: LonLat[] = [
  [11, 54.6],
  [11, 54.61],
];
/** East along a parallel, then north. */
const corner: LonLat[] = [
  [11, 54.6],
  [11.01, 54.6],
  [11.01, 54.605],
];

describe("geometry", () => {
  it("knows the length of a degree", () => {
    expect(distanceM([11, 54], [11, 55])).toBeCloseTo(111_195, -1);
    expect(lineLengthM(north)).toBeCloseTo(distanceM([11, 54.6], [11, 54.61]), 3);
  });

  it.each([
    [[11, 54.7], 0],
    [[11.1, 54.6], 89.96],
    [[11, 54.5], 180],
    [[10.9, 54.6], 270.04],
  ] as const)("reads the heading to %s", (to, expected) => {
    expect(headingDeg([11, 54.6], [to[0], to[1]])).toBeCloseTo(expected, 1);
  });

  it("projects a point beside a line onto it", () => {
    const { fraction, distanceM: off } = projectOnLine(measureLine(north), 11.0001, 54.6025);
    expect(fraction).toBeCloseTo(0.25, 6);
    expect(off).toBeCloseTo(distanceM([11, 54.6025], [11.0001, 54.6025]), 1);
  });

  it("clamps points beyond the ends", () => {
    expect(projectOnLine(measureLine(north), 11, 54.59).fraction).toBe(0);
    expect(projectOnLine(measureLine(north), 11, 54.62).fraction).toBe(1);
  });

  it("cuts a part out of a line, with the vertices inside it", () => {
    const line = measureLine(corner);
    const [start, middle, end] = partOfLine(line, 0.25, 0.9);
    expect(start).toEqual(pointOnLine(line, 0.25).point);
    expect(middle?.[0]).toBeCloseTo(11.01, 9);
    expect(middle?.[1]).toBeCloseTo(54.6, 9);
    expect(end).toEqual(pointOnLine(line, 0.9).point);
    expect(partOfLine(line, 0, 1)).toHaveLength(corner.length);
    expect(partOfLine(line, 0.1, 0.2)).toHaveLength(2);
  });

  it("finds back where on the line a point was taken", () => {
    const line = measureLine(corner);
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), (share) => {
        const { point } = pointOnLine(line, share);
        const projection = projectOnLine(line, point[0], point[1]);
        expect(projection.fraction).toBeCloseTo(share, 6);
        expect(projection.distanceM).toBeLessThan(1e-3);
      }),
    );
  });

  it("tells the heading of each stretch", () => {
    const line = measureLine(corner);
    expect(pointOnLine(line, 0.1).headingDeg).toBeCloseTo(90, 1);
    expect(pointOnLine(line, 0.99).headingDeg).toBeCloseTo(0, 1);
  });

  it("refuses a line of one point", () => {
    expect(() => measureLine([[11, 54]])).toThrow(RangeError);
  });
});
