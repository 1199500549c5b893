import type { Clock } from "@arterial/runtime/clock";
import type { Logger } from "@arterial/runtime/logger";

/** Work that is done every now and then beside the stream. */
export interface Job {
  name: string;
  everyMs: number;
  /** First run after the start, ms. */
  firstAfterMs: number;
  /** A run; work that takes long is a generator of steps, between which others have their turn. */
  run: () => Promise<void> | AsyncGenerator<void>;
}

/**
 * Runs jobs at their own pace, one step at a time: nothing but jobs in a schedule of their own goes on beside a step. A
 * job that fails is logged and begun again at its next run: nothing on the stream waits for it. `stop` resolves when the
 * running step has ended.
 */
export function startJobSchedule(options: { jobs: readonly Job[]; clock: Clock; logger: Logger }): {
  stop: () => Promise<void>;
} {
  const { jobs, clock, logger } = options;
  const stopped = new AbortController();
  let queue: Promise<unknown> = Promise.resolve();

  /** Resolves to whether the run ended in this turn. */
  function takeTurn(step: () => Promise<boolean>): Promise<boolean> {
    const turn = queue.then(() => stopped.signal.aborted || step());
    queue = turn.catch(() => undefined);
    return turn;
  }

  async function runOnce(job: Job): Promise<void> {
    let startedAt = clock.now();
    let steps: AsyncGenerator<void> | undefined;
    const step = async () => {
      if (steps) return isDone(steps);
      startedAt = clock.now();
      const begun = job.run();
      if (begun instanceof Promise) return begun.then(() => true);
      steps = begun;
      return isDone(begun);
    };
    try {
      for (let isOver = false; !isOver; ) isOver = await takeTurn(step);
      logger.debug({ job: job.name, tookMs: clock.now() - startedAt }, "job done");
    } catch (error) {
      logger.error({ err: error, job: job.name }, "job failed");
    }
  }

  async function repeat(job: Job): Promise<void> {
    await clock.sleep(job.firstAfterMs, stopped.signal);
    while (!stopped.signal.aborted) {
      await runOnce(job);
      await clock.sleep(job.everyMs, stopped.signal);
    }
  }

  const running = jobs.map(repeat);
  return {
    stop: async () => {
      stopped.abort();
      await Promise.all(running);
    },
  };
}

async function isDone(steps: AsyncGenerator<void>): Promise<boolean> {
  return (await steps.next()).done === true;
}
