import type { JoinedSource } from "./tail-reading.ts";
import type { TailSource } from "./tail-source.ts";

/** One source for all who read what comes next: it runs while somebody does. */
export interface SharedTail {
  /** The source, started if need be, and how to say that one needs it no more. */
  join(): JoinedSource;
}

/** Creates it without a source. */
export function createSharedTail(start: () => TailSource): SharedTail {
  let running: { source: TailSource; readers: number } | undefined;
  return {
    join: () => {
      const own = running ?? { source: start(), readers: 0 };
      running = own;
      own.readers += 1;
      return {
        source: own.source,
        release: async () => {
          own.readers -= 1;
          if (own.readers > 0) return;
          if (running === own) running = undefined;
          await own.source.stop();
        },
      };
    },
  };
}
