import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { niceTicks, tickDecimals, timeTicks } from "./ticks.ts";

const MIN = 60_000;

describe("niceTicks", () => {
  it.each([
    [[18, 82], true, [0, 25, 50, 75, 100]],
    [[0.12, 0.41], true, [0, 0.2, 0.4, 0.6]],
    [[6.6, 8.7], false, [6, 7, 8, 9]],
  ])("rounds %s", (values, isZeroBased, ticks) => expect(niceTicks(values, isZeroBased)).toEqual(ticks));

  it("always encloses the values with at most six ticks", () => {
    const value = fc.double({ min: -1e6, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(fc.array(value, { minLength: 1, maxLength: 20 }), fc.boolean(), (values, isZeroBased) => {
        const ticks = niceTicks(values, isZeroBased);
        const slack = 1e-6 * Math.max(1, ...values.map(Math.abs));
        expect(ticks[0]).toBeLessThanOrEqual(Math.min(...values) + slack);
        expect(ticks.at(-1)).toBeGreaterThanOrEqual(Math.max(...values) - slack);
        expect(ticks.length).toBeGreaterThanOrEqual(2);
        expect(ticks.length).toBeLessThanOrEqual(6);
      }),
    );
  });
});

describe("tickDecimals", () => {
  it.each([
    [[0, 20, 40], 0],
    [[0, 0.2, 0.4], 1],
    [[0, 2.5, 5], 1],
    [[0, 0.25, 0.5], 2],
    [[0, 250, 500], 0],
  ])("of %s is %d", (ticks, decimals) => expect(tickDecimals(ticks)).toBe(decimals));
});

describe("timeTicks", () => {
  it("are quarters of an hour in an hour that begins at an odd minute", () => {
    expect(timeTicks(7 * MIN, 67 * MIN)).toEqual([15, 30, 45, 60].map((minute) => minute * MIN));
  });
});
