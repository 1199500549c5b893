/** Time as an argument: what a part may know about now and about waiting. */
export interface Clock {
  /** Epoch milliseconds. */
  now(): number;
  /** Resolves after `ms`; at once when the signal is or becomes aborted. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
  /**
   * Calls `task` every `ms`, never twice at once. The returned function stops it and resolves when a run that is under
   * way has ended.
   */
  every(ms: number, task: () => void | Promise<void>): () => Promise<void>;
}

/** The machine's clock. */
export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: (ms, signal) =>
    new Promise((resolve) => {
      if (signal?.aborted) return resolve();
      const finish = () => {
        clearTimeout(timer);
        signal?.removeEventListener("abort", finish);
        resolve();
      };
      const timer = setTimeout(finish, ms);
      signal?.addEventListener("abort", finish, { once: true });
    }),
  every: (ms, task) => {
    let running: Promise<void> | undefined;
    const run = async () => {
      try {
        await task();
      } finally {
        running = undefined;
      }
    };
    const timer = setInterval(() => {
      running ??= run();
    }, ms);
    return async () => {
      clearInterval(timer);
      await running;
    };
  },
};

interface Due {
  at: number;
  run: () => void | Promise<void>;
  everyMs?: number;
}

/** Lets continuations that were waiting run, so that what they wait for next is known. */
function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** A clock that stands still until it is told to move; for tests. */
export interface ManualClock extends Clock {
  /** Moves time forward by `ms`, running what falls due in order and awaiting it. */
  advance(ms: number): Promise<void>;
}

/** Creates a manual clock that shows `startAt`, epoch ms. */
export function createManualClock(startAt = 0): ManualClock {
  let now = startAt;
  const dues = new Set<Due>();

  function nextDue(until: number): Due | undefined {
    const inTime = [...dues].filter((due) => due.at <= until);
    return inTime.sort((a, b) => a.at - b.at)[0];
  }

  return {
    now: () => now,
    sleep: (ms, signal) =>
      new Promise((resolve) => {
        if (signal?.aborted) return resolve();
        const due: Due = { at: now + ms, run: resolve };
        dues.add(due);
        signal?.addEventListener("abort", () => {
          dues.delete(due);
          resolve();
        });
      }),
    every: (ms, task) => {
      const due: Due = { at: now + ms, run: task, everyMs: ms };
      dues.add(due);
      return async () => void dues.delete(due);
    },
    advance: async (ms) => {
      await settle();
      const until = now + ms;
      for (let due = nextDue(until); due; due = nextDue(until)) {
        now = Math.max(now, due.at);
        if (due.everyMs === undefined) dues.delete(due);
        else due.at += due.everyMs;
        await due.run();
        await settle();
      }
      now = until;
    },
  };
}
