import fc from "fast-check";
import { expect, it } from "vitest";
import { placeMarks } from "./place-marks.ts";

const ROOM = { apartPx: 24, numberPx: 20 };
const scale = { fromMs: 0, toMs: 1_000, widthPx: 1_000, heightPx: 60, top: 1.5, playheadX: 1_000 };
const place = (marks: { severity: number; knownAt: number }[]) =>
  placeMarks(marks, scale, ROOM).map(({ mark, x, more }) => [mark.severity, x, more]);

it("the worst stands for what has no room beside it, the first of equals before the second", () => {
  const marks = [
    { severity: 3, knownAt: 100 },
    { severity: 2, knownAt: 110 },
    { severity: 2, knownAt: 130 },
    { severity: 4, knownAt: 500 },
  ];
  expect(place(marks)).toEqual([
    [2, 110, 2],
    [4, 500, 0],
  ]);
});

it("what has no room counts to the nearest", () => {
  const marks = [
    { severity: 1, knownAt: 100 },
    { severity: 1, knownAt: 130 },
    { severity: 3, knownAt: 120 },
  ];
  expect(place(marks)).toEqual([
    [1, 100, 0],
    [1, 130, 1],
  ]);
});

it("marks never touch, and none in the range goes uncounted", () => {
  const mark = fc.record({
    severity: fc.integer({ min: 1, max: 4 }),
    knownAt: fc.integer({ min: -50, max: 1_050 }),
  });
  fc.assert(
    fc.property(fc.array(mark), fc.integer({ min: 0, max: 1_000 }), (marks, playheadX) => {
      const placed = placeMarks(marks, { ...scale, playheadX }, ROOM);
      const gaps = placed.slice(1).map(({ x }, index) => x - (placed[index]?.x ?? 0));
      expect(gaps.every((gap) => gap >= 24)).toBe(true);
      const inRange = marks.filter(({ knownAt }) => knownAt >= 0 && knownAt <= 1_000).length;
      expect(placed.reduce((sum, { more }) => sum + 1 + more, 0)).toBe(inRange);
    }),
  );
});

const sides = (marks: { severity: number; knownAt: number }[], playheadX: number) =>
  placeMarks(marks, { ...scale, playheadX }, ROOM).map(({ x, more, numberSide }) => [x, more, numberSide]);
const twice = (knownAt: number, severity = 3) => [
  { severity, knownAt },
  { severity, knownAt },
];

it("the playhead goes through no number: that one stands before its mark", () => {
  expect(sides(twice(500), 510)).toEqual([[500, 1, "before"]]);
  expect(sides(twice(500), 500)).toEqual([[500, 1, "after"]]);
  expect(sides(twice(500), 520)).toEqual([[500, 1, "after"]]);
  expect(sides([{ severity: 3, knownAt: 500 }], 510)).toEqual([[500, 0, "after"]]);
});

it("numbers that would meet are made one, and nothing goes uncounted", () => {
  expect(sides([...twice(470), ...twice(500)], 510)).toEqual([[470, 3, "after"]]);
  expect(sides([...twice(470), ...twice(500, 1)], 510)).toEqual([[500, 3, "before"]]);
  expect(sides([...twice(450), ...twice(500)], 510)).toEqual([
    [450, 1, "after"],
    [500, 1, "before"],
  ]);
});
