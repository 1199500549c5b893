import type { LonLat } from "@arterial/domain/city/network";
import { describe, expect, it } from "vitest";
import { close, enter, type Measurement, NOTHING_MEASURED, press, undo } from "./measurement.ts";

/** A screen of one px a degree. */
const distancePx = (a: LonLat, b: LonLat) => Math.hypot(a[0] - b[0], a[1] - b[1]);

function pressAll(points: readonly LonLat[]): Measurement {
  return points.reduce((measured, at) => press(measured, at, distancePx), NOTHING_MEASURED);
}

const TRIANGLE: readonly LonLat[] = [
  [0, 0],
  [50, 0],
  [50, 50],
];

describe("pressing", () => {
  it("sets one point after another", () => {
    expect(pressAll(TRIANGLE)).toEqual({ points: TRIANGLE, isClosed: false });
  });

  it("closes the line on its first point, once it has an inside", () => {
    expect(press(pressAll(TRIANGLE), [8, 8], distancePx)).toEqual({ points: TRIANGLE, isClosed: true });
    expect(press(pressAll(TRIANGLE.slice(0, 2)), [8, 8], distancePx).points).toHaveLength(3);
  });

  it("takes the second press of a double click for none", () => {
    expect(press(pressAll(TRIANGLE), [51, 51], distancePx)).toEqual(pressAll(TRIANGLE));
  });

  it("begins anew after an area", () => {
    expect(press(close(pressAll(TRIANGLE)), [9, 9], distancePx)).toEqual({
      points: [[9, 9]],
      isClosed: false,
    });
  });
});

it("closes the line when Enter is pressed where the last point was set, and sets a point elsewhere", () => {
  expect(enter(pressAll(TRIANGLE), [50, 50], distancePx).isClosed).toBe(true);
  expect(enter(pressAll(TRIANGLE), [0, 50], distancePx).points).toHaveLength(4);
  expect(enter(pressAll(TRIANGLE.slice(0, 2)), [50, 0], distancePx).isClosed).toBe(false);
});

it("closes no line that has no inside", () => {
  expect(close(pressAll(TRIANGLE.slice(0, 2))).isClosed).toBe(false);
});

it("undoes the closing first, then point after point, and stops at nothing", () => {
  const opened = undo(close(pressAll(TRIANGLE)));
  expect(opened).toEqual(pressAll(TRIANGLE));
  expect(undo(opened)).toEqual(pressAll(TRIANGLE.slice(0, 2)));
  expect(undo(NOTHING_MEASURED)).toEqual(NOTHING_MEASURED);
});
