import fc from "fast-check";
import { expect, it } from "vitest";
import { createFeedCoverage } from "./feed-coverage.ts";

const MINUTE_MS = 60_000;

function coveredBy(instants: readonly number[]): number {
  const coverage = createFeedCoverage();
  for (const instant of instants) coverage.observe(instant);
  return coverage.coveredMs(0, MINUTE_MS);
}

it("covers what lies between readings that are no further apart than a track's gap", () => {
  expect(coveredBy([1_000, 5_000, 30_000, 30_400])).toBe(4_400);
  expect(coveredBy([-3_000, 2_000, 58_000, 61_000])).toBe(4_000);
});

it("does not care in which order readings come", () => {
  const instants = fc.array(fc.integer({ min: -20_000, max: 80_000 }), { maxLength: 60 });
  fc.assert(
    fc.property(instants, (given) => {
      const inOrder = given.toSorted((a, b) => a - b);
      expect(coveredBy(given)).toBe(coveredBy(inOrder));
    }),
  );
});
