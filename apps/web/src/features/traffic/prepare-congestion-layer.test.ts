import type { LiveSegment } from "@arterial/domain/live/frame";
import type { CongestionClass } from "@arterial/domain/traffic/congestion-class";
import { expect, test } from "vitest";
import { drawnSegment } from "./drawn-segment.ts";
import { classChanges } from "./prepare-congestion-layer.ts";
import { prepareRoadHeat } from "./prepare-road-heat.ts";

const live = (entries: [string, CongestionClass][]) =>
  new Map(entries.map(([id, congestionClass]) => [id, { congestionClass }]));

test("only segments whose class changed are drawn again", () => {
  const drawn = new Map<string, CongestionClass>([
    ["a", "free"],
    ["b", "heavy"],
  ]);
  expect(
    classChanges(
      drawn,
      live([
        ["a", "free"],
        ["b", "severe"],
        ["c", "light"],
      ]),
    ),
  ).toEqual([
    { id: "b", class: "severe" },
    { id: "c", class: "light" },
  ]);
});

test("a segment that is heard of no more becomes unknown, once", () => {
  expect(classChanges(new Map([["a", "free"]]), live([]))).toEqual([{ id: "a", class: "unknown" }]);
  expect(classChanges(new Map([["a", "unknown"]]), live([]))).toEqual([]);
});

const course = { roadClass: "motorway", isTwoWay: true, halfGapPx: 0 } as const;

test("the lines of two directions never touch, however wide they are", () => {
  for (const zoom of [9, 11, 12.5, 14, 17]) {
    for (const congestionClass of ["free", "heavy", "severe", "closed"] as const) {
      const { widthPx, offsetPx } = drawnSegment({ course, congestionClass, zoom, drivesOn: "right" });
      expect(offsetPx).toBeGreaterThan(widthPx / 2);
    }
  }
});

test("a line that already lies off the middle is moved less, and to the left where traffic drives there", () => {
  const options = { congestionClass: "free", zoom: 15, drivesOn: "right" } as const;
  const onMiddle = drawnSegment({ ...options, course });
  const beside = drawnSegment({ ...options, course: { ...course, halfGapPx: 1 } });
  expect(beside.offsetPx).toBeCloseTo(onMiddle.offsetPx - 1, 9);
  expect(drawnSegment({ ...options, course, drivesOn: "left" }).offsetPx).toBe(-onMiddle.offsetPx);
  expect(drawnSegment({ ...options, course: { ...course, isTwoWay: false } }).offsetPx).toBe(0);
});

test("density is sampled along the segments that carry vehicles, weighted up to one", () => {
  const lines = new Map<string, [number, number][]>([
    [
      "a",
      [
        [11, 54.6],
        [11, 54.61],
      ],
    ],
    [
      "b",
      [
        [11, 54.6],
        [11, 54.61],
      ],
    ],
  ]);
  const carrying = (densityVpkm: number) => ({ densityVpkm }) as LiveSegment;
  const { features } = prepareRoadHeat(
    lines,
    new Map([
      ["a", carrying(40)],
      ["b", carrying(0)],
      ["gone", carrying(90)],
    ]),
    ({ densityVpkm }) => densityVpkm / 80,
  );
  expect(features).toHaveLength(16);
  expect(new Set(features.map(({ properties }) => properties.weight))).toEqual(new Set([0.5]));
});
