import {
  type EventLog,
  LogClosedError,
  LogFailedError,
  type SubscribeOptions,
  type Subscription,
  type TopicOf,
  type TopicValues,
} from "./event-log.ts";
import { createGroupReader, type GroupReader, type PendingAppend } from "./group-reader.ts";
import type { LogRecord } from "./record.ts";

/** Settings of the in-process log. */
export interface MemoryLogOptions {
  /** Records that each reader may hold before `append` waits. */
  capacity?: number;
  /** Told once when a reader failed: the process should end. */
  onFailure: (error: LogFailedError) => void;
}

function createPending(remaining: number): PendingAppend & { safe: Promise<void> } {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const pending = { remaining, resolve, reject, safe: promise };
  if (remaining === 0) resolve();
  return pending;
}

/**
 * The event log within one process: bounded, in order, nothing kept once every group has read it. A record is safe
 * when all durable groups of its topic have committed it.
 */
export function createMemoryLog<T extends TopicValues>(options: MemoryLogOptions): EventLog<T> {
  const capacity = options.capacity ?? 20_000;
  const readers = new Set<GroupReader>();
  const offsets = new Map<string, number>();
  const turns = new Map<string, Promise<void>>();
  let ended: LogClosedError | LogFailedError | undefined;

  function fail(group: string, cause: unknown): void {
    if (ended instanceof LogFailedError) return;
    ended = new LogFailedError(`group ${group} failed`, { cause });
    for (const reader of readers) reader.fail(ended);
    options.onFailure(ended);
  }

  const readersOf = (topic: string) => [...readers].filter((reader) => reader.topics.has(topic));

  async function waitForRoom(topic: string): Promise<void> {
    for (;;) {
      if (ended) throw ended;
      const full = readersOf(topic).find((reader) => reader.lag() >= capacity);
      if (!full) return;
      await full.room();
    }
  }

  function enqueue(topic: string, records: readonly { key: string; value: unknown; timestampMs: number }[]) {
    const targets = readersOf(topic);
    const durable = targets.filter((reader) => reader.isDurable);
    const pending = createPending(records.length * durable.length);
    let offset = offsets.get(topic) ?? 0;
    const stored: LogRecord[] = records.map((record) => ({
      ...record,
      topic,
      partition: 0,
      offset: offset++,
    }));
    offsets.set(topic, offset);
    for (const reader of targets) reader.push(stored, pending);
    return pending.safe;
  }

  return {
    append: async (topic, records) => {
      if (ended) throw ended;
      if (records.length === 0) return;
      // One appender at a time waits for room, so that records of a topic keep the order of the calls.
      const turn = turns.get(topic);
      if (turn || readersOf(topic).some((reader) => reader.lag() >= capacity)) {
        const mine = (turn ?? Promise.resolve()).then(() => waitForRoom(topic));
        const settled = mine.catch(() => {});
        turns.set(topic, settled);
        await mine.finally(() => {
          if (turns.get(topic) === settled) turns.delete(topic);
        });
      }
      await enqueue(topic, records);
    },
    subscribe: <K extends TopicOf<T>>(subscription: SubscribeOptions<T, K>): Subscription => {
      const reader = createGroupReader(subscription as never, (cause) => fail(subscription.group, cause));
      readers.add(reader);
      return {
        lag: reader.lag,
        stop: async () => {
          await reader.stop();
          readers.delete(reader);
        },
      };
    },
    close: async () => {
      ended ??= new LogClosedError("the event log is closed");
      await Promise.all([...readers].map((reader) => reader.stop()));
      readers.clear();
    },
  };
}
