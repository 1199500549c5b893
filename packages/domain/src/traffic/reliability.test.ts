import { expect, it } from "vitest";
import { MIN_RELIABILITY_SAMPLES, reliabilityOf } from "./reliability.ts";

const TIMES = [
  ...[300, 305, 310, 315, 320, 330, 340, 350, 360, 380],
  ...[400, 420, 450, 480, 500, 520, 560, 600, 660, 720],
];

it("computes the indices of a known set of travel times", () => {
  const indices = reliabilityOf(TIMES.toReversed(), 290, TIMES.length);
  expect(indices?.travelTimeIndex).toBeCloseTo(1.486, 3);
  expect(indices?.planningTimeIndex).toBeCloseTo(2.286, 3);
  expect(indices?.bufferIndex).toBeCloseTo(0.538, 3);
  expect(indices?.p95S).toBeCloseTo(663, 6);
  expect(indices?.samples).toBe(20);
});

it("says nothing of too few times, nor of a way without a length", () => {
  const enough = Array.from({ length: MIN_RELIABILITY_SAMPLES }, () => 100);
  expect(reliabilityOf(enough.slice(1), 90)).toBeNull();
  expect(reliabilityOf(enough, 0)).toBeNull();
  expect(reliabilityOf(enough, 100)).toMatchObject({ travelTimeIndex: 1, bufferIndex: 0 });
});
