import { describe, expect, it } from "vitest";
import { freeFlowOf, isOffPeak, MIN_FREE_FLOW_SAMPLES } from "./free-flow.ts";

describe("free flow", () => {
  it("is the 85th percentile of off-peak speeds", () => {
    const speeds = Array.from({ length: 201 }, (_, i) => 30 + i / 10);
    expect(freeFlowOf(speeds, 50)).toEqual({ kmh: 47, source: "measured", samples: 201 });
  });

  it("never exceeds the posted limit by more than a tenth", () => {
    const speeds = Array.from({ length: 500 }, () => 80);
    expect(freeFlowOf(speeds, 50).kmh).toBeCloseTo(55, 9);
  });

  it("falls back to the posted limit and says so when there is too little data", () => {
    const speeds = Array.from({ length: MIN_FREE_FLOW_SAMPLES - 1 }, () => 40);
    expect(freeFlowOf(speeds, 50)).toEqual({ kmh: 50, source: "posted", samples: MIN_FREE_FLOW_SAMPLES - 1 });
    expect(freeFlowOf([], 50).source).toBe("posted");
  });

  it("takes nights and weekends as off-peak", () => {
    expect([0, 5, 22, 24 * 4 + 23, 120, 132, 167].every(isOffPeak)).toBe(true);
    expect([6, 8, 21, 24 + 12, 24 * 4 + 17].some(isOffPeak)).toBe(false);
  });
});
