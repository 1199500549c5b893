import { describe, expect, it } from "vitest";
import { createManualClock, systemClock } from "./clock.ts";

describe("a manual clock", () => {
  it("stands still until it is moved", async () => {
    const clock = createManualClock(1_000);
    expect(clock.now()).toBe(1_000);
    await clock.advance(500);
    expect(clock.now()).toBe(1_500);
  });

  it("runs what falls due in order, at its own time", async () => {
    const clock = createManualClock();
    const seen: [string, number][] = [];
    clock.every(400, () => void seen.push(["tick", clock.now()]));
    const slept = clock.sleep(500).then(() => seen.push(["woke", clock.now()]));
    await clock.advance(1_000);
    await slept;
    expect(seen).toEqual([
      ["tick", 400],
      ["woke", 500],
      ["tick", 800],
    ]);
  });

  it("stops a repeated task", async () => {
    const clock = createManualClock();
    let count = 0;
    const stop = clock.every(100, () => void count++);
    await clock.advance(250);
    stop();
    await clock.advance(1_000);
    expect(count).toBe(2);
  });
});

it("a sleep on the machine's clock ends at once when it is aborted", async () => {
  const controller = new AbortController();
  const slept = systemClock.sleep(60_000, controller.signal);
  controller.abort();
  await expect(slept).resolves.toBeUndefined();
});

it("stopping a repeated task waits for the run that is under way", async () => {
  const started = Promise.withResolvers<void>();
  const finish = Promise.withResolvers<void>();
  let isDone = false;
  const stop = systemClock.every(1, async () => {
    started.resolve();
    await finish.promise;
    isDone = true;
  });
  await started.promise;
  const stopped = stop();
  finish.resolve();
  await stopped;
  expect(isDone).toBe(true);
});
