import fc from "fast-check";
import { expect, it } from "vitest";
import { placeMarks } from "./place-marks.ts";

const scale = { fromMs: 0, toMs: 1_000, widthPx: 1_000, heightPx: 60, top: 1.5 };
const place = (marks: { severity: number; knownAt: number }[]) =>
  placeMarks(marks, scale, 24).map(({ mark, x, more }) => [mark.severity, x, more]);

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
    fc.property(fc.array(mark), (marks) => {
      const placed = placeMarks(marks, scale, 24);
      const gaps = placed.slice(1).map(({ x }, index) => x - (placed[index]?.x ?? 0));
      expect(gaps.every((gap) => gap >= 24)).toBe(true);
      const inRange = marks.filter(({ knownAt }) => knownAt >= 0 && knownAt <= 1_000).length;
      expect(placed.reduce((sum, { more }) => sum + 1 + more, 0)).toBe(inRange);
    }),
  );
});
