import { createManualClock } from "@arterial/runtime/clock";
import { createLogger } from "@arterial/runtime/logger";
import { describe, expect, it } from "vitest";
import { type Job, startJobSchedule } from "./job-schedule.ts";

const logger = createLogger({ name: "test", level: "silent" });

function schedule(jobs: readonly Job[]) {
  const clock = createManualClock(0);
  const started = startJobSchedule({ jobs, clock, logger });
  return { clock, stop: started.stop };
}

async function advance(clock: ReturnType<typeof createManualClock>, steps: number): Promise<void> {
  for (let step = 0; step < steps; step += 1) {
    await clock.advance(10);
    // Several promises hand over to each other between two timers.
    for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
  }
}

describe("job schedule", () => {
  it("runs a job after its first pause and then at its pace", async () => {
    const runs: number[] = [];
    const job = { name: "a", firstAfterMs: 20, everyMs: 50, run: async () => void runs.push(clock.now()) };
    const { clock, stop } = schedule([job]);
    await advance(clock, 13);
    expect(runs).toEqual([20, 70, 120]);
    await stop();
    await advance(clock, 10);
    expect(runs).toHaveLength(3);
  });

  it("goes on after a failure, and never runs two jobs at once", async () => {
    let busy = 0;
    let most = 0;
    let failures = 0;
    const job = (name: string): Job => ({
      name,
      firstAfterMs: 10,
      everyMs: 10,
      run: async () => {
        busy += 1;
        most = Math.max(most, busy);
        await Promise.resolve();
        busy -= 1;
        failures += 1;
        throw new Error("no luck");
      },
    });
    const { clock, stop } = schedule([job("a"), job("b")]);
    await advance(clock, 5);
    expect(most).toBe(1);
    expect(failures).toBeGreaterThan(4);
    await stop();
  });

  it("lets other jobs have their turn between the steps of a long one, which goes on where it was", async () => {
    const done: string[] = [];
    const opened = Promise.withResolvers<void>();
    const long: Job = {
      name: "long",
      firstAfterMs: 10,
      everyMs: 1_000,
      run: async function* () {
        for (const step of [1, 2, 3]) {
          await opened.promise;
          done.push(`long ${step}`);
          yield;
        }
        done.push("long over");
      },
    };
    const short = {
      name: "short",
      firstAfterMs: 10,
      everyMs: 1_000,
      run: async () => void done.push("short"),
    };
    const { clock, stop } = schedule([long, short]);
    await advance(clock, 2);
    expect(done).toEqual([]);
    opened.resolve();
    await advance(clock, 1);
    expect(done).toEqual(["long 1", "short", "long 2", "long 3", "long over"]);
    await stop();
  });

  it("begins a long job anew after a failed step, and takes no further step once it is to stop", async () => {
    const done: number[] = [];
    const opened = Promise.withResolvers<void>();
    let runs = 0;
    const job: Job = {
      name: "long",
      firstAfterMs: 10,
      everyMs: 20,
      run: async function* () {
        runs += 1;
        done.push(1);
        yield;
        if (runs === 1) throw new Error("no luck");
        await opened.promise;
        done.push(2);
        yield;
        done.push(3);
      },
    };
    const { clock, stop } = schedule([job]);
    await advance(clock, 4);
    expect(done).toEqual([1, 1]);
    const stopped = stop();
    opened.resolve();
    await stopped;
    expect(done).toEqual([1, 1, 2]);
  });
});
