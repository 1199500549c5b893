import { describe, expect, it } from "vitest";
import { isOfRun, withClock } from "./clock-address.ts";

const START = Date.parse("2026-11-25T09:00:00Z");

describe("an address with another clock", () => {
  it("says the moment that is shown, and leaves the rest", () => {
    const clock = { mode: "replay", t: START + 90_000, speed: 8 } as const;
    expect(withClock("?sel=zone:a%26b&t=2026-11-25T09:00:00Z&speed=8", clock)).toBe(
      "?sel=zone:a%26b&t=2026-11-25T09:01:30Z&speed=8",
    );
  });

  it("names no clock while live", () => {
    expect(withClock("?t=2026-11-25T09:00:00Z", { mode: "live" })).toBe("");
    expect(withClock("?heat=delay", { mode: "live" })).toBe("?heat=delay");
  });
});

describe("a clock in the address", () => {
  const setting = { mode: "replay", t: START, speed: 8 } as const;
  const run = { setting, shownAt: START + 80_000 };
  it("is of the replay that has written it while it ran", () => {
    expect(isOfRun(setting, run)).toBe(true);
    expect(isOfRun({ ...setting, t: START + 80_000 }, run)).toBe(true);
  });

  it("is of another one before its start, ahead of it, at another speed, or live", () => {
    expect(isOfRun({ ...setting, t: START - 1_000 }, run)).toBe(false);
    expect(isOfRun({ ...setting, t: START + 81_000 }, run)).toBe(false);
    expect(isOfRun({ ...setting, speed: 0 }, run)).toBe(false);
    expect(isOfRun({ mode: "live" }, run)).toBe(false);
    expect(isOfRun({ mode: "live" }, { ...run, setting: { mode: "live" } })).toBe(true);
  });
});
