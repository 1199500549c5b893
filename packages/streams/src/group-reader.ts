import type { LogRecord } from "./record.ts";

/** What waits for records to be committed. */
export interface PendingAppend {
  /** Commits still missing: records times durable groups. */
  remaining: number;
  resolve: () => void;
  reject: (error: Error) => void;
}

/** One group's queue and loop within the in-process log. */
export interface GroupReader {
  topics: ReadonlySet<string>;
  isDurable: boolean;
  push(records: readonly LogRecord[], pending: PendingAppend): void;
  lag(): number;
  /** Resolves when something left the queue. */
  room(): Promise<void>;
  fail(error: Error): void;
  stop(): Promise<void>;
}

interface ReaderOptions {
  topics: readonly string[];
  isDurable: boolean;
  onBatch: (records: readonly LogRecord[]) => Promise<void>;
  maxBatch?: number;
  lingerMs?: number;
}

/** Holds queued records with who waits for them; taking from the front is cheap. */
function createQueue() {
  let records: LogRecord[] = [];
  let pendings: PendingAppend[] = [];
  let head = 0;
  return {
    size: () => records.length - head,
    push: (added: readonly LogRecord[], pending: PendingAppend) => {
      for (const record of added) {
        records.push(record);
        pendings.push(pending);
      }
    },
    take: (count: number) => {
      const end = Math.min(head + count, records.length);
      const batch = { records: records.slice(head, end), pendings: pendings.slice(head, end) };
      head = end;
      if (head > 10_000 || head === records.length) {
        records = records.slice(head);
        pendings = pendings.slice(head);
        head = 0;
      }
      return batch;
    },
  };
}

/** Starts the loop of one group: batches one after another, each committed before the next is taken. */
export function createGroupReader(options: ReaderOptions, onFailure: (cause: unknown) => void): GroupReader {
  const { isDurable, onBatch, maxBatch = 2_000, lingerMs = 0 } = options;
  const queue = createQueue();
  let inFlight: PendingAppend[] = [];
  let failure: Error | undefined;
  let isScheduled = false;
  let waiters: (() => void)[] = [];

  function wake(): void {
    const woken = waiters;
    waiters = [];
    for (const waiter of woken) waiter();
  }

  function settle(pendings: readonly PendingAppend[]): void {
    if (!isDurable) return;
    for (const pending of pendings) {
      pending.remaining -= 1;
      if (pending.remaining === 0) pending.resolve();
    }
  }

  async function run(): Promise<void> {
    while (queue.size() > 0 && !failure) {
      const batch = queue.take(maxBatch);
      inFlight = batch.pendings;
      try {
        await onBatch(batch.records);
      } catch (cause) {
        return onFailure(cause);
      }
      inFlight = [];
      settle(batch.pendings);
      wake();
    }
    isScheduled = false;
  }

  function schedule(): void {
    if (isScheduled || failure) return;
    isScheduled = true;
    if (lingerMs > 0) setTimeout(run, lingerMs);
    else setImmediate(run);
  }

  return {
    topics: new Set(options.topics),
    isDurable,
    push: (records, pending) => {
      queue.push(records, pending);
      schedule();
    },
    lag: () => queue.size() + inFlight.length,
    room: () => new Promise((resolve) => waiters.push(resolve)),
    fail: (error) => {
      failure = error;
      for (const pending of [...inFlight, ...queue.take(Number.POSITIVE_INFINITY).pendings])
        pending.reject(error);
      inFlight = [];
      wake();
    },
    stop: async () => {
      while (!failure && queue.size() + inFlight.length > 0) {
        await new Promise<void>((resolve) => waiters.push(resolve));
      }
    },
  };
}
