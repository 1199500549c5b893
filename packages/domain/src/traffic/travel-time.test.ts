import { expect, it } from "vitest";
import { travelTime } from "./travel-time.ts";

it("adds times, not speeds, and says how much of the way is known", () => {
  const time = travelTime([
    { lengthM: 1000, speedKmh: 60, freeFlowKmh: 60 },
    { lengthM: 1000, speedKmh: 20, freeFlowKmh: 60 },
    { lengthM: 500, speedKmh: null, freeFlowKmh: 30 },
  ]);
  expect(time).toEqual({ lengthM: 2500, seconds: 60 + 180 + 60, freeFlowS: 180, knownShare: 0.8 });
});

it("takes standing traffic for very slow, not for endless", () => {
  expect(travelTime([{ lengthM: 100, speedKmh: 0, freeFlowKmh: 50 }]).seconds).toBe(180);
});

it("knows nothing of no way", () => {
  expect(travelTime([])).toEqual({ lengthM: 0, seconds: 0, freeFlowS: 0, knownShare: 0 });
});
