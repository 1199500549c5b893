import { expect, it } from "vitest";
import { ratiosOf } from "./use-typical-ratios.ts";

it("knows nothing of an hour that could not be had, rather than what was typical in the one before", () => {
  expect(ratiosOf(undefined, true)).toEqual(new Map());
  expect(ratiosOf(undefined, false)).toBeNull();
  expect(ratiosOf([{ id: "a", ratio: 0.8 }], true)).toEqual(new Map([["a", 0.8]]));
});
