import { createManualClock } from "@arterial/runtime/clock";
import { describe, expect, it } from "vitest";
import { secondTicks } from "./second-ticks.ts";

async function collect(startAt: number, advances: readonly number[]): Promise<number[]> {
  const clock = createManualClock(startAt);
  const abort = new AbortController();
  const seen: number[] = [];
  const reading = (async () => {
    for await (const atMs of secondTicks(clock, abort.signal)) seen.push(atMs);
  })();
  for (const ms of advances) {
    await clock.advance(ms);
    for (let turn = 0; turn < 100; turn += 1) await Promise.resolve();
  }
  abort.abort();
  await reading;
  return seen;
}

describe("secondTicks", () => {
  it("yields full seconds when they are due", async () => {
    expect(await collect(10_300, [699, 1, 1000, 1000])).toEqual([11_000, 12_000, 13_000]);
  });

  it("makes up for a short pause", async () => {
    expect(await collect(10_000, [0, 3500])).toEqual([10_000, 11_000, 12_000, 13_000]);
  });

  it("leaves out what a long pause missed", async () => {
    expect(await collect(10_000, [0, 60_000, 1000])).toEqual([10_000, 11_000, 70_000, 71_000]);
  });
});
