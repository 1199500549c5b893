import { expect, it } from "vitest";
import { differenceFromTypical, differenceStep } from "./difference-layer.ts";

it.each([
  [0.95, 0.98, 0],
  [0.8, 0.95, 1],
  [0.4, 0.9, 2],
  [0.95, 0.8, -1],
  [0.95, 0.5, -2],
])("a ratio of %f where %f is typical is step %i", (ratio, typical, step) => {
  expect(differenceStep({ ratio }, typical)).toBe(step);
});

it("says nothing where one of the two is not known", () => {
  expect(differenceStep(undefined, 0.9)).toBeNull();
  expect(differenceStep({ ratio: null }, 0.9)).toBeNull();
  expect(differenceStep({ ratio: 0.9 }, undefined)).toBeNull();
  expect(differenceFromTypical(undefined, 0.9)).toBeNull();
  expect(differenceFromTypical({ ratio: 0.9 }, undefined)).toBeNull();
});

it("is below 0 where it is slower, above 0 where it is faster", () => {
  expect(differenceFromTypical({ ratio: 0.5 }, 0.75)).toBe(-0.25);
  expect(differenceFromTypical({ ratio: 0.75 }, 0.5)).toBe(0.25);
});
