import { describe, expect, it } from "vitest";
import { fitSlope } from "./fit-slope.ts";

describe("the slope of a course", () => {
  it("of a line is known for certain", () => {
    const { value, low, high } = fitSlope([0, 1, 2, 3].map((x) => ({ x, y: 5 + 2 * x })));
    expect([value, low, high].map((of) => Number(of.toFixed(9)))).toEqual([2, 2, 2]);
  });

  it("has the interval of a worked example", () => {
    // Slope 0.6, standard error 0.2828, t of three degrees 3.1824.
    const { value, low, high } = fitSlope([2, 4, 5, 4, 5].map((y, index) => ({ x: index + 1, y })));
    expect(value).toBeCloseTo(0.6, 9);
    expect(high - value).toBeCloseTo(0.9, 1);
    expect(value - low).toBeCloseTo(high - value, 9);
  });

  it("is not known from three points", () => {
    expect(fitSlope([1, 2, 3].map((x) => ({ x, y: x }))).value).toBeNaN();
  });
});
