import { createManualClock } from "@arterial/runtime/clock";
import { describe, expect, it } from "vitest";
import { createTimeline } from "./timeline.ts";

const SPAN = { firstMs: 1_000_000, lastMs: 1_600_000 };
const NOW = 50_000_000;

describe("createTimeline", () => {
  it.each([
    ["at its own speed the first reading is now", 1, NOW, NOW + 600_000],
    ["faster than recorded the last reading is now", 10, NOW - 600_000, NOW],
    ["as fast as possible the last reading is now", undefined, NOW - 600_000, NOW],
  ])("shifted to now, %s", (_, speed, first, last) => {
    const timeline = createTimeline(createManualClock(NOW), { ...SPAN, speed, shiftToNow: true });
    expect([timeline.tsOf(SPAN.firstMs), timeline.tsOf(SPAN.lastMs)]).toEqual([first, last]);
  });

  it("keeps the recording's own times otherwise", () => {
    const timeline = createTimeline(createManualClock(NOW), { ...SPAN, speed: 1, shiftToNow: false });
    expect(timeline.tsOf(SPAN.firstMs)).toBe(SPAN.firstMs);
  });

  it("waits by the wall clock divided by the speed", async () => {
    const clock = createManualClock(NOW);
    const timeline = createTimeline(clock, { ...SPAN, speed: 10, shiftToNow: false });
    let isDue = false;
    const waiting = timeline.waitFor(SPAN.firstMs + 10_000, new AbortController().signal).then(() => {
      isDue = true;
    });
    await clock.advance(999);
    expect(isDue).toBe(false);
    await clock.advance(1);
    await waiting;
    expect(isDue).toBe(true);
  });
});
