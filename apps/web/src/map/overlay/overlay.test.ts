import { describe, expect, test } from "vitest";
import { type Camera, metresPerPx, projector } from "./camera.ts";
import { shiftLine } from "./outline.ts";
import { HEADING_STEPS, spriteIndex, vehicleSizePx } from "./vehicle-sprites.ts";

const camera: Camera = { center: [10.85, 54.6], zoom: 12, widthPx: 800, heightPx: 600 };

describe("the projection", () => {
  test("puts the centre in the middle and north above it", () => {
    const project = projector(camera);
    expect(project(10.85, 54.6)).toEqual({ x: 400, y: 300 });
    expect(project(10.85, 54.61).y).toBeLessThan(300);
    expect(project(10.86, 54.6).x).toBeGreaterThan(400);
  });

  test("agrees with the scale: a kilometre north is as long as the scale says", () => {
    const perPx = metresPerPx(camera);
    const kilometreDeg = 1_000 / ((2 * Math.PI * 6_378_137) / 360);
    const px = 300 - projector(camera)(10.85, 54.6 + kilometreDeg).y;
    expect(px * perPx).toBeGreaterThan(999);
    expect(px * perPx).toBeLessThan(1_001);
  });
});

test("a line is shifted to the right of its direction", () => {
  const east = [
    { x: 0, y: 0 },
    { x: 10, y: 0 },
  ];
  expect(shiftLine(east, 3)).toEqual([
    { x: 0, y: 3 },
    { x: 10, y: 3 },
  ]);
});

test.each([
  [0, 0],
  [90, HEADING_STEPS / 4],
  [359.9, 0],
  [360, 0],
])("a heading of %d° uses arrow %d", (heading, index) => {
  expect(spriteIndex(heading)).toBe(index);
});

test("arrows grow with the zoom and stop growing", () => {
  expect(vehicleSizePx(8)).toBe(vehicleSizePx(9.5));
  expect(vehicleSizePx(15)).toBe(12);
  expect(vehicleSizePx(19)).toBe(vehicleSizePx(17));
  expect(vehicleSizePx(12.5)).toBeGreaterThan(vehicleSizePx(12));
});
