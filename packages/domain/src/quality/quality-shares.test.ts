import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isDeciding, mixQuality, NO_QUALITY } from "./quality-shares.ts";

const shares = fc
  .tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true }))
  .map(([a, b]) => {
    const [low, high] = a < b ? [a, b] : [b, a];
    return { observed: low, imputed: high - low, suspect: 1 - high };
  });

describe("quality shares", () => {
  it("of a mix stay within those of its parts and add up to one", () => {
    const parts = fc.array(
      fc.record({ quality: shares, weight: fc.double({ min: 0.1, max: 10, noNaN: true }) }),
      { minLength: 1 },
    );
    fc.assert(
      fc.property(parts, (list) => {
        const mixed = mixQuality(list);
        expect(mixed.observed + mixed.imputed + mixed.suspect).toBeCloseTo(1, 6);
        expect(mixed.observed).toBeGreaterThanOrEqual(
          Math.min(...list.map((p) => p.quality.observed)) - 1e-9,
        );
        expect(mixed.observed).toBeLessThanOrEqual(Math.max(...list.map((p) => p.quality.observed)) + 1e-9);
      }),
    );
  });

  it("of nothing are none, and decide nothing", () => {
    expect(mixQuality([])).toEqual(NO_QUALITY);
    expect(isDeciding(NO_QUALITY)).toBe(false);
    expect(isDeciding({ observed: 0.5, imputed: 0.5, suspect: 0 })).toBe(true);
    expect(isDeciding({ observed: 0.5, imputed: 0, suspect: 0.5 })).toBe(false);
  });
});
