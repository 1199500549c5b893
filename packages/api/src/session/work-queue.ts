import { TooManyRequestsError } from "../errors.ts";

/** Work that takes much of the machine: only some of it is done at once. */
export interface WorkQueue {
  /** Does the work when its turn comes. Throws TooManyRequestsError at once, and never calls it, when too much waits. */
  run<Result>(work: () => Promise<Result>): Promise<Result>;
}

/** What waits is done within about this time. */
const RETRY_AFTER_S = 2;

/** @param limits how much of the work is done at once, and how much more may wait. */
export function createWorkQueue(limits: { atOnce: number; waiting: number }): WorkQueue {
  const waiting: (() => void)[] = [];
  let running = 0;

  /** A turn; whoever has it gives it on, so that nobody who comes meanwhile takes it. */
  function turn(): Promise<void> {
    if (running >= limits.atOnce) return new Promise((resolve) => waiting.push(resolve));
    running += 1;
    return Promise.resolve();
  }

  async function work<Result>(mine: Promise<void>, task: () => Promise<Result>): Promise<Result> {
    await mine;
    try {
      return await task();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  }

  return {
    run(task) {
      if (running >= limits.atOnce && waiting.length >= limits.waiting) {
        throw new TooManyRequestsError(RETRY_AFTER_S);
      }
      return work(turn(), task);
    },
  };
}
