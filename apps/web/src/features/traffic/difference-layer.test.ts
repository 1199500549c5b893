import { expect, it } from "vitest";
import { differenceStep } from "./difference-layer.ts";

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
});
