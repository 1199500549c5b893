/** Puts what several partitions bring at the same time into one commit. */
export interface GroupCommit<R> {
  /** Resolves when these records were committed, in the order in which they were added. */
  add(records: readonly R[]): Promise<void>;
}

interface Piece<R> {
  records: readonly R[];
  resolve: () => void;
  reject: (error: unknown) => void;
}

/** Creates a group commit: one batch of at most `most` records after another. A piece may be larger than that. */
export function createGroupCommit<R>(options: {
  commit: (records: readonly R[]) => Promise<void>;
  most: number;
  lingerMs: number;
}): GroupCommit<R> {
  let queue: Piece<R>[] = [];
  let isRunning = false;

  function takeBatch(): Piece<R>[] {
    let records = 0;
    let count = 0;
    for (const piece of queue) {
      records += piece.records.length;
      if (count > 0 && records > options.most) break;
      count += 1;
    }
    const batch = queue.slice(0, count);
    queue = queue.slice(count);
    return batch;
  }

  async function run(): Promise<void> {
    while (queue.length > 0) {
      const batch = takeBatch();
      try {
        await options.commit(batch.flatMap(({ records }) => records));
        for (const { resolve } of batch) resolve();
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
    }
    isRunning = false;
  }

  return {
    add: (records) => {
      const { promise, resolve, reject } = Promise.withResolvers<void>();
      queue.push({ records, resolve, reject });
      if (!isRunning) {
        isRunning = true;
        if (options.lingerMs > 0) setTimeout(() => void run(), options.lingerMs);
        else setImmediate(() => void run());
      }
      return promise;
    },
  };
}
