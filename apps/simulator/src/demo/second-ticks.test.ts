import { type Clock, createManualClock } from "@arterial/runtime/clock";
import { describe, expect, it } from "vitest";
import { secondTicks } from "./second-ticks.ts";

/** A clock on which each sleep takes as long as asked and then a pause of the process longer. */
function createPausingClock(startAt: number, pausesMs: readonly number[]): Clock {
  let now = startAt;
  let sleeps = 0;
  return {
    ...createManualClock(),
    now: () => now,
    sleep: async (ms) => {
      now += ms + (pausesMs[sleeps] ?? 0);
      sleeps += 1;
    },
  };
}

async function firstTicks(count: number, clock: Clock): Promise<number[]> {
  const seen: number[] = [];
  for await (const atMs of secondTicks(clock, new AbortController().signal)) {
    if (seen.push(atMs) === count) break;
  }
  return seen;
}

describe("secondTicks", () => {
  it("yields full seconds when they are due", async () => {
    expect(await firstTicks(3, createPausingClock(10_300, []))).toEqual([11_000, 12_000, 13_000]);
  });

  it("makes up for a short pause", async () => {
    expect(await firstTicks(4, createPausingClock(10_300, [2_500]))).toEqual([
      11_000, 12_000, 13_000, 14_000,
    ]);
  });

  it("leaves out what a long pause missed", async () => {
    expect(await firstTicks(4, createPausingClock(10_300, [0, 60_100]))).toEqual([
      11_000, 12_000, 73_000, 74_000,
    ]);
  });

  it("goes on from now when the clock was set back", async () => {
    const clock = createPausingClock(50_300, [0, -30_000]);
    expect(await firstTicks(4, clock)).toEqual([51_000, 52_000, 22_000, 23_000]);
  });

  it("ends when its signal is aborted", async () => {
    const abort = new AbortController();
    const seen: number[] = [];
    for await (const atMs of secondTicks(createPausingClock(0, []), abort.signal)) {
      seen.push(atMs);
      abort.abort();
    }
    expect(seen).toEqual([0]);
  });
});
