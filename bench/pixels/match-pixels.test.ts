import { expect, it } from "vitest";
import { matchPixels } from "./match-pixels.ts";

const LOAD = { startedAt: 1_000, perSecond: 2, stations: 4, messages: 16 };

it("counts from when a reading was due, leaves out what stood there before, and tells how many were due", () => {
  // Station 1 is due at 1500, 3500, 5500 and 7500.
  const drawn = {
    "bench-air-1": [
      [0, 1_600],
      [1, 3_800],
      [3, 7_600],
    ] as [number, number][],
  };
  expect(matchPixels(LOAD, drawn)).toEqual({ latenciesMs: [100, 300], expected: 3 });
});
