import type { Clock } from "@arterial/runtime/clock";
import type { Logger } from "@arterial/runtime/logger";

/** Work that is done every now and then beside the stream. */
export interface Job {
  name: string;
  everyMs: number;
  /** First run after the start, ms. */
  firstAfterMs: number;
  run: () => Promise<void>;
}

/**
 * Runs jobs one at a time, each at its own pace. A job that fails is logged and tried again at its next turn: nothing
 * on the stream waits for it. `stop` resolves when the running job has ended.
 */
export function startJobSchedule(options: { jobs: readonly Job[]; clock: Clock; logger: Logger }) {
  const { jobs, clock, logger } = options;
  const stopped = new AbortController();
  let queue: Promise<void> = Promise.resolve();

  function enqueue(job: Job): Promise<void> {
    queue = queue.then(async () => {
      if (stopped.signal.aborted) return;
      const startedAt = clock.now();
      try {
        await job.run();
        logger.debug({ job: job.name, tookMs: clock.now() - startedAt }, "job done");
      } catch (error) {
        logger.error({ err: error, job: job.name }, "job failed");
      }
    });
    return queue;
  }

  async function repeat(job: Job): Promise<void> {
    await clock.sleep(job.firstAfterMs, stopped.signal);
    while (!stopped.signal.aborted) {
      await enqueue(job);
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
