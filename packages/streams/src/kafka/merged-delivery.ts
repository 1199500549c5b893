import type { LogRecord } from "../record.ts";
import { createTimeMerge, type Timed, type TimeMerge } from "./time-merge.ts";

/** Records of one partition that wait for the others before no more are read of it. */
const MOST_WAITING = 20_000;

export type TimedRecord = Timed & { record: LogRecord };

/** Hands records over in merged order, one batch after another, and slows partitions that run ahead. */
export interface MergedDelivery {
  merge: TimeMerge<TimedRecord>;
  /** Takes what was read of a partition; `pause` stops reading it until the returned function is called. */
  push(
    partition: string,
    records: readonly TimedRecord[],
    rest: { next: number; pause: () => () => void },
  ): void;
  /** Delivers nothing more, slows nobody any more, and resolves when the batch under way is done. */
  stop(): Promise<void>;
}

/** Creates the delivery; a batch that fails ends it. */
export function createMergedDelivery(options: {
  maxBatch: number;
  /** How long a record waits for earlier ones of other partitions. */
  orderWithinMs: number;
  onBatch: (records: readonly LogRecord[]) => Promise<void>;
  onFailure: (cause: unknown) => void;
}): MergedDelivery {
  const merge = createTimeMerge<TimedRecord>();
  const resumes = new Map<string, () => void>();
  let delivering: Promise<void> | undefined;
  let hasEnded = false;
  let timer: NodeJS.Timeout | undefined;

  function takeBatch(): TimedRecord[] {
    if (options.orderWithinMs === 0) return merge.take(options.maxBatch);
    return merge.take(options.maxBatch, Date.now() - options.orderWithinMs);
  }

  function resumeDrained(): void {
    for (const [name, resume] of resumes) {
      if (merge.waiting(name) > MOST_WAITING / 2) continue;
      resumes.delete(name);
      resume();
    }
  }

  async function deliver(first: TimedRecord[]): Promise<void> {
    for (let batch = first; batch.length > 0 && !hasEnded; batch = takeBatch()) {
      await options.onBatch(batch.map(({ record }) => record));
      resumeDrained();
    }
  }

  function start(): void {
    if (delivering || hasEnded) return;
    const first = takeBatch();
    if (first.length === 0) return;
    delivering = deliver(first)
      .catch((cause: unknown) => {
        hasEnded = true;
        options.onFailure(cause);
      })
      .then(() => {
        delivering = undefined;
        start();
      });
  }

  return {
    merge,
    push: (partition, records, { next, pause }) => {
      if (hasEnded) return;
      merge.push(partition, records, next);
      if (merge.waiting(partition) > MOST_WAITING && !resumes.has(partition)) resumes.set(partition, pause());
      start();
      if (options.orderWithinMs === 0 || timer) return;
      timer = setInterval(start, options.orderWithinMs / 2);
    },
    stop: async () => {
      hasEnded = true;
      clearInterval(timer);
      for (const resume of resumes.values()) resume();
      resumes.clear();
      await delivering;
    },
  };
}
