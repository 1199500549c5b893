import { createManualClock } from "@arterial/runtime/clock";
import { describe, expect, it } from "vitest";
import { createPace } from "./pace.ts";

const NOW = 1_000_000;
const { signal } = new AbortController();

describe("createPace", () => {
  it.each([
    ["at 1× the wall clock", 1, undefined, NOW + 60_000],
    ["slower, simulated time from the start of the run", 0.5, undefined, NOW + 60_000],
    ["faster, the wall clock", 10, undefined, NOW + 6_000],
    ["simulated time from a given start, at any speed", 10, 5_000, 65_000],
  ])("stamps readings by %s", (_, speed, startAtMs, ts) => {
    const pace = createPace(createManualClock(NOW), { speed, beginS: 100, startAtMs });
    expect(pace.tsOf(160)).toBe(ts);
  });

  it("waits until a step is due", async () => {
    const clock = createManualClock(NOW);
    const pace = createPace(clock, { speed: 2, beginS: 0 });
    let isDue = false;
    const waiting = pace.waitFor(3, signal).then(() => {
      isDue = true;
    });
    await clock.advance(1_499);
    expect(isDue).toBe(false);
    await clock.advance(1);
    await waiting;
  });

  it("puts the rest off when the simulation is slower than asked, instead of racing after it", async () => {
    const clock = createManualClock(NOW);
    const pace = createPace(clock, { speed: 1, beginS: 0 });
    await clock.advance(10_000);
    expect(await pace.waitFor(1, signal)).toBe(false);
    expect(pace.tsOf(1)).toBe(NOW + 10_000);
    expect(pace.tsOf(2)).toBe(NOW + 11_000);
  });
});
