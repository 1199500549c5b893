import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { quantile, robustZ, spreadOf } from "./quantile.ts";

describe("quantiles", () => {
  const travelTimesS = [
    300, 305, 310, 315, 320, 330, 340, 350, 360, 380, 400, 420, 450, 480, 500, 520, 560, 600, 660, 720,
  ];

  it.each([
    [0.5, 390],
    [0.8, 528],
    [0.95, 663],
  ])("interpolates linearly at %d", (share, expected) => {
    expect(quantile(travelTimesS, share)).toBeCloseTo(expected, 9);
  });

  it("has nothing to say about no values", () => {
    expect(quantile([], 0.5)).toBeNull();
    expect(spreadOf([])).toBeNull();
  });

  it("stays inside the values and in order", () => {
    const values = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 1 });
    fc.assert(
      fc.property(values, (list) => {
        const spread = spreadOf(list);
        if (!spread) throw new Error("unreachable");
        expect(Math.min(...list)).toBeLessThanOrEqual(spread.p15);
        expect(spread.p15).toBeLessThanOrEqual(spread.p50);
        expect(spread.p50).toBeLessThanOrEqual(spread.p85);
        expect(spread.p85).toBeLessThanOrEqual(Math.max(...list));
        expect(spread.mad).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  it("measures how unusual a value is, with a floor under the spread", () => {
    expect(robustZ(30, { p50: 50, mad: 4 }, 1)).toBeCloseTo(-20 / (4 * 1.4826), 9);
    expect(robustZ(49, { p50: 50, mad: 0 }, 2)).toBeCloseTo(-0.5, 9);
  });
});
