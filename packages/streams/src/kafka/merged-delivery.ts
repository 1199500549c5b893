import type { LogRecord } from "../record.ts";
import type { BrokerTime } from "./broker-time.ts";
import type { KnownEnds } from "./end-watch.ts";
import { createStandstill } from "./standstill.ts";
import { createTimeMerge, type Timed, type TimeMerge } from "./time-merge.ts";

/** Records of one partition that wait for the others before no more are read of it. */
const MOST_WAITING = 20_000;
/**
 * A record may be stamped with a time this long before one asked where its partition ended, and stand behind that end:
 * the brokers' clocks differ from each other, and replicas follow.
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
  /**
   * Takes where the partitions ended at an instant: what was appended before it is delivered in order from now on. The
   * delivery fails when it stands still at too many of them in a row although a partition goes on.
   */
  reach(known: KnownEnds): void;
  /** Delivers nothing more, slows nobody any more, and resolves when the batch under way is done. */
  stop(): Promise<void>;
}

export interface MergedDeliveryOptions {
  maxBatch: number;
  onBatch: (records: readonly LogRecord[]) => Promise<void>;
  /**
   * Asks for the order of appending: nothing is delivered beyond the instant, by the brokers' clocks, at which the ends of
   * all partitions were known, and this is told of that instant once all that was appended before it has been delivered.
   */
  onCompleteUntil?: ((untilMs: number) => Promise<void>) | undefined;
  /** What records tell of the time by which they are stamped: with another one, order would not be certain. */
  brokerTime: BrokerTime;
  /** At so many known ends in a row it may wait for a partition of which nothing comes. */
  giveUpAfterReaches: number;
  onFailure: (cause: unknown) => void;
}

/** Pauses partitions of which too much waits, until half of it does. */
function createSlowing(waiting: (partition: string) => number) {
  const resumes = new Map<string, () => void>();
  const resumeWhere = (isReady: (partition: string) => boolean) => {
    for (const [partition, resume] of resumes) {
      if (!isReady(partition)) continue;
      resumes.delete(partition);
      resume();
    }
  };
  return {
    slow: (partition: string, pause: () => () => void) => {
      if (waiting(partition) > MOST_WAITING && !resumes.has(partition)) resumes.set(partition, pause());
    },
    resumeDrained: () => resumeWhere((partition) => waiting(partition) <= MOST_WAITING / 2),
    resumeAll: () => resumeWhere(() => true),
  };
}

/** Up to which instant, epoch ms by the brokers' clocks, every record that was appended is below the known ends. */
function createCertainty(brokerTime: BrokerTime) {
  let until = Number.NEGATIVE_INFINITY;
  let known: KnownEnds | undefined;
  return {
    until: () => until,
    /** Learns the brokers' time from a record; one behind the known end was appended after that was asked for. */
    note: (partition: string, { record, appendedAt }: TimedRecord) => {
      const end = known?.ends.get(partition) ?? Number.POSITIVE_INFINITY;
      brokerTime.note(appendedAt, record.offset >= end ? known?.askedAt : undefined);
    },
    /** Takes the ends; of a partition that is new, and is not read yet, nobody knows what it holds. */
    reach: (reached: KnownEnds, areAllRead: boolean) => {
      known = reached;
      if (areAllRead) until = Math.max(until, brokerTime.atLeast(reached.askedAt) - STAMPED_WITHIN_MS);
    },
  };
}

/** Creates the delivery; a batch that fails ends it. */
export function createMergedDelivery(options: MergedDeliveryOptions): MergedDelivery {
  const { onCompleteUntil } = options;
  const merge = createTimeMerge<TimedRecord>();
  const slowing = createSlowing(merge.waiting);
  const certainty = createCertainty(options.brokerTime);
  const standstill = createStandstill(options.giveUpAfterReaches);
  let delivering: Promise<void> | undefined;
  let hasEnded = false;
  let toldUntil = Number.NEGATIVE_INFINITY;

  const takeBatch = () => merge.take(options.maxBatch, onCompleteUntil && certainty.until());
  const isNewlyComplete = () => certainty.until() > toldUntil && !hasEnded && merge.behind().length === 0;

  async function deliver(first: TimedRecord[]): Promise<void> {
    for (let batch = first; batch.length > 0 && !hasEnded; batch = takeBatch()) {
      await options.onBatch(batch.map(({ record }) => record));
      standstill.given();
      slowing.resumeDrained();
    }
    if (!isNewlyComplete()) return;
    toldUntil = certainty.until();
    await onCompleteUntil?.(toldUntil);
  }

  function fail(cause: unknown): void {
    hasEnded = true;
    options.onFailure(cause);
  }

  function start(): void {
    if (delivering || hasEnded) return;
    const first = takeBatch();
    if (first.length === 0 && !isNewlyComplete()) return;
    delivering = deliver(first)
      .catch(fail)
      .then(() => {
        delivering = undefined;
        start();
      });
  }

  return {
    merge,
    push: (partition, records, { next, pause }) => {
      if (hasEnded) return;
      standstill.read(partition, next);
      const newest = records.at(-1);
      if (newest) certainty.note(partition, newest);
      merge.push(partition, records, next);
      slowing.slow(partition, pause);
      start();
    },
    reach: (reached) => {
      if (hasEnded) return;
      const unknown = [...reached.ends].flatMap(([partition, end]) =>
        merge.extend(partition, end) ? [] : [partition],
      );
      const silent = merge.behind().filter((partition) => merge.waiting(partition) === 0);
      const missing = [...unknown, ...silent];
      if (standstill.isOver(reached, !delivering && missing.length > 0))
        return fail(new Error(`partitions of which nothing comes: ${missing.join(", ")}`));
      certainty.reach(reached, unknown.length === 0);
      start();
    },
    stop: async () => {
      hasEnded = true;
      slowing.resumeAll();
      await delivering;
    },
  };
}
