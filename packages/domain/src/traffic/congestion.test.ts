import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  classOfRatio,
  LEAVE_MARGIN,
  MINUTE_RULE,
  NO_CONGESTION_STATE,
  nextCongestion,
  SINGLE_WINDOW_RULE,
} from "./congestion.ts";

function classesAfter(ratios: readonly number[], rule = MINUTE_RULE): string[] {
  let state = NO_CONGESTION_STATE;
  return ratios.map((ratio) => {
    state = nextCongestion(state, ratio, rule);
    return String(state.congestionClass);
  });
}

describe("congestion class", () => {
  it.each([
    [0, "severe"],
    [0.599, "severe"],
    [0.6, "heavy"],
    [0.7, "moderate"],
    [0.8, "light"],
    [0.9, "free"],
    [1.3, "free"],
  ])("puts ratio %d into %s", (ratio, expected) => {
    expect(classOfRatio(ratio)).toBe(expected);
  });

  it("follows a change when two of the last three minutes agree", () => {
    expect(classesAfter([1, 0.5, 1, 0.5])).toEqual(["free", "free", "free", "severe"]);
    expect(classesAfter([1, 0.5, 0.55])).toEqual(["free", "free", "severe"]);
  });

  it("moves only as far as two minutes reach", () => {
    expect(classesAfter([1, 0.75, 0.3])).toEqual(["free", "free", "moderate"]);
  });

  it("leaves a class only beyond the margin", () => {
    expect(classesAfter([0.5, 0.65, 0.65, 0.65])).toEqual(["severe", "severe", "severe", "severe"]);
    expect(classesAfter([0.5, 0.67, 0.67])).toEqual(["severe", "severe", "heavy"]);
  });

  it("decides at once where one window is enough", () => {
    expect(classesAfter([1, 0.3, 0.7], SINGLE_WINDOW_RULE)).toEqual(["free", "severe", "moderate"]);
  });

  it("never answers a single outlier among steady minutes", () => {
    const ratio = fc.double({ min: 0, max: 1.5, noNaN: true });
    fc.assert(
      fc.property(ratio, ratio, (steady, outlier) => {
        const classes = classesAfter([steady, steady, steady, outlier, steady, steady]);
        expect(new Set(classes).size).toBe(1);
      }),
    );
  });

  it("never flickers while the ratio stays within a margin", () => {
    const base = fc.double({ min: 0, max: 1.4, noNaN: true });
    const wobble = fc.array(fc.double({ min: 0, max: LEAVE_MARGIN * 0.99, noNaN: true }), { maxLength: 60 });
    fc.assert(
      fc.property(base, wobble, (low, offsets) => {
        const classes = classesAfter(offsets.map((offset) => low + offset));
        const changes = classes.filter((name, i) => i > 0 && name !== classes[i - 1]).length;
        expect(changes).toBeLessThanOrEqual(2);
      }),
    );
  });

  it("settles on the plain class of a ratio that holds clear of the bounds", () => {
    const start = fc.double({ min: 0, max: 1.4, noNaN: true });
    fc.assert(
      fc.property(start, fc.constantFrom(0.3, 0.67, 0.77, 0.87, 1), (first, held) => {
        expect(classesAfter([first, first, first, held, held, held]).at(-1)).toBe(classOfRatio(held));
      }),
    );
  });
});
