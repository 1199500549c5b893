import { describe, expect, it } from "vitest";
import { dataAge } from "./data-age.ts";

describe("dataAge", () => {
  it.each([
    [120, "fresh"],
    [121, "late"],
    [300, "late"],
    [301, "stale"],
    [1200, "stale"],
    [1201, "offline"],
  ] as const)("calls a value of %i s %s when one is expected every minute", (ageS, age) => {
    expect(dataAge({ newestAt: 0, now: ageS * 1000, expectedIntervalS: 60 })).toBe(age);
  });

  it("calls a device that was never heard from offline, and a fast one only after ten minutes", () => {
    expect(dataAge({ newestAt: null, now: 0, expectedIntervalS: 1 })).toBe("offline");
    expect(dataAge({ newestAt: 0, now: 600_000, expectedIntervalS: 1 })).toBe("stale");
  });
});
