import type { Started } from "@arterial/runtime/lifecycle";
import type { LogRecord, NewRecord } from "./record.ts";

/** Values by topic: what keeps a topic's writers and readers agreed. */
export type TopicValues = object;
export type TopicOf<T extends TopicValues> = keyof T & string;

/** How a group reads topics. */
export interface SubscribeOptions<T extends TopicValues, K extends TopicOf<T>> {
  topics: readonly K[];
  /** Name of the reading group; members of one group share the records. */
  group: string;
  /** A durable group makes records safe: `append` waits for its commit (in process), or it resumes where it committed. */
  isDurable: boolean;
  /**
   * Takes a batch in order. Its promise is the commit; a rejection is lost infrastructure and fails the log. Values are
   * shared with other groups: do not change them.
   */
  onBatch: (records: readonly BatchRecord<T, K>[]) => Promise<void>;
  /** Most records of one batch; 2,000 unless told. */
  maxBatch?: number;
  /** How long a batch may wait for company, ms; 0 unless told. */
  lingerMs?: number;
  /** Where a durable group resumes in a log that keeps its records. */
  positions?: GroupPositions;
  /**
   * For a group that is not durable, in a log that keeps its records: begins with what was appended at this instant,
   * epoch ms, and not with what comes next.
   */
  fromMs?: number;
  /**
   * For a group that is not durable, in a log that keeps its records: asks for the order of appending over all
   * partitions, the same at every reading. Told, between batches, up to which instant, epoch ms, everything that was
   * appended has been given.
   */
  onCompleteUntil?: (untilMs: number) => Promise<void>;
}

/** Where a durable group has come to, as committed together with what was made of the records. */
export interface GroupPositions {
  /** Next offset by partition of a topic; a partition that is not in it is read from its beginning. */
  read(topic: string): Promise<ReadonlyMap<number, number>>;
  /**
   * Moves the position of a partition back from where the log does not reach any more, unless it has moved meanwhile:
   * records below `from` are new from now on, and what was made of lost ones is known by other means than their offsets.
   */
  moveBack(move: { topic: string; partition: number; from: number; to: number }): Promise<void>;
}

/** What to read ahead of a group. */
export interface UnreadOptions<T extends TopicValues, K extends TopicOf<T>> {
  topics: readonly K[];
  /** Where the durable group has come to. */
  positions: Pick<GroupPositions, "read">;
  /** Takes records. Values are shared with other readers: do not change them. */
  onRecords: (records: readonly BatchRecord<T, K>[]) => void;
}

/** A record of one of the subscribed topics, with `topic` telling which. */
export type BatchRecord<T extends TopicValues, K extends TopicOf<T>> = {
  [P in K]: LogRecord<T[P]> & { topic: P };
}[K];

/** A running reader. */
export interface Subscription {
  /** Resolves when it reads: what is appended from then on is not missed. */
  ready: Promise<void>;
  /** Records that wait to be read or committed. */
  lag(): number;
  /** Takes nothing new, commits what it holds, then resolves. */
  stop(): Promise<void>;
}

/** The event log: what joins the stages of the pipeline, in process or as a broker. */
export interface EventLog<T extends TopicValues = Record<string, unknown>> {
  /** Whether records outlive their readers, and can be read again. */
  readonly isKept: boolean;
  /**
   * Appends records in order. Resolves when they are safe: committed by every durable group (in process), or
   * acknowledged by all replicas (broker). Waits while a reader's buffer is full.
   *
   * @throws LogFailedError when a reader failed before the records were safe; LogClosedError after `close`.
   */
  append<K extends TopicOf<T>>(topic: K, records: readonly NewRecord<T[K]>[]): Promise<void>;
  subscribe<K extends TopicOf<T>>(options: SubscribeOptions<T, K>): Subscription;
  /**
   * Reads, once, what a log that keeps its records holds at this moment and a durable group has not come to; of a log that
   * keeps none, nothing. Resolves when all was given, each partition in order. The group itself is not moved.
   *
   * @throws LogFailedError when the records cannot be read.
   */
  readUnread<K extends TopicOf<T>>(options: UnreadOptions<T, K>): Promise<void>;
  /**
   * Runs a part of which there must be one: here when no other process has it, else as soon as that process has ended.
   * Resolves when the part has started or another process has it.
   */
  lead(part: string, start: () => Promise<Started<unknown>>): Promise<Started<void>>;
  /** Refuses new records and stops every subscription after its commit. */
  close(): Promise<void>;
}

/** A reader failed; the records may or may not be stored, and must not be acknowledged. */
export class LogFailedError extends Error {
  override name = "LogFailedError";
}

/** The log is closed or closing. */
export class LogClosedError extends Error {
  override name = "LogClosedError";
}
