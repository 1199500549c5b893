import fc from "fast-check";
import { expect, it } from "vitest";
import { cutByBytes } from "./cut-by-bytes.ts";

const cut = (sizes: readonly number[], maxBytes: number) =>
  cutByBytes(sizes, { bytesOf: (size) => size, maxBytes });
const sum = (sizes: readonly number[]) => sizes.reduce((total, size) => total + size, 0);

it("fills each part as far as the bound allows, and leaves what is larger by itself", () => {
  expect(cut([4, 6, 1, 20, 5, 5, 1], 10)).toEqual([[4, 6], [1], [20], [5, 5], [1]]);
  expect(cut([], 10)).toEqual([]);
});

it("loses nothing, keeps the order, and never goes beyond the bound but for a single item", () => {
  fc.assert(
    fc.property(fc.array(fc.nat(30)), fc.integer({ min: 1, max: 40 }), (sizes, maxBytes) => {
      const parts = cut(sizes, maxBytes);
      expect(parts.flat()).toEqual(sizes);
      for (const part of parts) expect(part.length === 1 || sum(part) <= maxBytes).toBe(true);
      parts.forEach((part, n) => {
        const next = parts[n + 1]?.[0];
        if (next !== undefined) expect(sum(part) + next).toBeGreaterThan(maxBytes);
      });
    }),
  );
});
