import fc from "fast-check";
import { expect, test } from "vitest";
import { pxAt, type Widths } from "./by-zoom.ts";

const widths: Widths = [2, 4, 16];

test.each([
  [11, 2],
  [13, 4],
  [15, 16],
  [12, Math.sqrt(8)],
  [14, 8],
])("a width at zoom %d is %d px", (zoom, px) => {
  expect(pxAt(zoom, widths)).toBeCloseTo(px, 9);
});

test("a width never shrinks as one zooms in", () => {
  fc.assert(
    fc.property(
      fc.double({ min: 8, max: 19, noNaN: true }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (zoom, step) => {
        expect(pxAt(zoom + step, widths)).toBeGreaterThanOrEqual(pxAt(zoom, widths) - 1e-9);
      },
    ),
  );
});
