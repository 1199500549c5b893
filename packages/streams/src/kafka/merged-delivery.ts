import type { LogRecord } from "../record.ts";
import type { KnownEnds } from "./end-watch.ts";
import { createTimeMerge, type Timed, type TimeMerge } from "./time-merge.ts";

/** Records of one partition that wait for the others before no more are read of it. */
const MOST_WAITING = 20_000;
/**
 * A record may be stamped with a time this long before one asked where its partition ended, and stand behind that end:
 * clocks differ, and replicas follow.
 */
const STAMPED_WITHIN_MS = 250;

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
  /** Takes where the partitions ended at an instant: what was appended before it is delivered in order from now on. */
  reach(known: KnownEnds): void;
  /** Delivers nothing more, slows nobody any more, and resolves when the batch under way is done. */
  stop(): Promise<void>;
}

/** Creates the delivery; a batch that fails ends it. */
export function createMergedDelivery(options: {
  maxBatch: number;
  onBatch: (records: readonly LogRecord[]) => Promise<void>;
  /**
   * Asks for the order of appending: nothing is delivered beyond the instant at which the ends of all partitions were
   * known, and this is told of that instant once all that was appended before it has been delivered.
   */
  onCompleteUntil?: ((untilMs: number) => Promise<void>) | undefined;
  onFailure: (cause: unknown) => void;
}): MergedDelivery {
  const { onCompleteUntil } = options;
  const merge = createTimeMerge<TimedRecord>();
  const resumes = new Map<string, () => void>();
  let delivering: Promise<void> | undefined;
  let hasEnded = false;
  /** Up to here the order is certain. */
  let certainUntil = onCompleteUntil ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  let toldUntil = Number.NEGATIVE_INFINITY;

  const takeBatch = () => merge.take(options.maxBatch, certainUntil);

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
    if (!isNewlyComplete()) return;
    toldUntil = certainUntil;
    await onCompleteUntil?.(toldUntil);
  }

  const isNewlyComplete = () => certainUntil > toldUntil && onCompleteUntil && !hasEnded && !merge.isBehind();

  function start(): void {
    if (delivering || hasEnded) return;
    const first = takeBatch();
    if (first.length === 0 && !isNewlyComplete()) return;
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
    },
    reach: ({ askedAt, ends }) => {
      const known = [...ends].filter(([partition, end]) => merge.extend(partition, end));
      // Of a partition that is new, and is not read yet, nobody knows what it holds.
      if (known.length < ends.size) return;
      certainUntil = Math.max(certainUntil, askedAt - STAMPED_WITHIN_MS);
      start();
    },
    stop: async () => {
      hasEnded = true;
      for (const resume of resumes.values()) resume();
      resumes.clear();
      await delivering;
    },
  };
}
