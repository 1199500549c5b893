import type { Started } from "@arterial/runtime/lifecycle";
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
import type { LogRecord, NewRecord } from "./record.ts";

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

/** There is no other process: whatever there must be one of runs here. */
async function leadAtOnce(_part: string, start: () => Promise<Started<unknown>>): Promise<Started<void>> {
  const { stop } = await start();
  return { value: undefined, stop };
}

/** Keeps the offsets of topics. */
function createNumbering() {
  const offsets = new Map<string, number>();
  return (topic: string, records: readonly NewRecord[]): LogRecord[] => {
    let offset = offsets.get(topic) ?? 0;
    const stored = records.map((record) => ({ ...record, topic, partition: 0, offset: offset++ }));
    offsets.set(topic, offset);
    return stored;
  };
}

/**
 * The event log within one process: bounded, in order, nothing kept once every group has read it. A record is safe
 * when all durable groups of its topic have committed it.
 */
export function createMemoryLog<T extends TopicValues>(options: MemoryLogOptions): EventLog<T> {
  const capacity = options.capacity ?? 20_000;
  const readers = new Set<GroupReader>();
  const number = createNumbering();
  const turns = new Map<string, Promise<void>>();
  let ended: LogClosedError | LogFailedError | undefined;

  function fail(group: string, cause: unknown): void {
    if (ended instanceof LogFailedError) return;
    ended = new LogFailedError(`group ${group} failed`, { cause });
    for (const reader of readers) reader.fail(ended);
    options.onFailure(ended);
  }

  const readersOf = (topic: string) => [...readers].filter((reader) => reader.topics.has(topic));
  const isFull = (topic: string) => readersOf(topic).some((reader) => reader.lag() >= capacity);

  async function waitForRoom(topic: string): Promise<void> {
    for (;;) {
      if (ended) throw ended;
      const full = readersOf(topic).find((reader) => reader.lag() >= capacity);
      if (!full) return;
      await full.room();
    }
  }

  function enqueue(topic: string, records: readonly NewRecord[]): Promise<void> {
    const targets = readersOf(topic);
    const pending = createPending(records.length * targets.filter((reader) => reader.isDurable).length);
    const stored = number(topic, records);
    for (const reader of targets) reader.push(stored, pending);
    return pending.safe;
  }

  /** One appender at a time waits for room, so that records of a topic keep the order of the calls. */
  async function waitForTurn(topic: string): Promise<void> {
    const turn = turns.get(topic);
    const mine = (turn ?? Promise.resolve()).then(() => waitForRoom(topic));
    const settled = mine.catch(() => {});
    turns.set(topic, settled);
    await mine.finally(() => {
      if (turns.get(topic) === settled) turns.delete(topic);
    });
  }

  return {
    isKept: false,
    lead: leadAtOnce,
    append: async (topic, records) => {
      if (ended) throw ended;
      if (records.length === 0) return;
      if (turns.has(topic) || isFull(topic)) await waitForTurn(topic);
      await enqueue(topic, records);
    },
    subscribe: <K extends TopicOf<T>>(subscription: SubscribeOptions<T, K>): Subscription => {
      const reader = createGroupReader(subscription as never, (cause) => fail(subscription.group, cause));
      readers.add(reader);
      return {
        ready: Promise.resolve(),
        lag: reader.lag,
        stop: async () => {
          await reader.stop();
          readers.delete(reader);
        },
      };
    },
    readUnread: async () => {},
    close: async () => {
      ended ??= new LogClosedError("the event log is closed");
      await Promise.all([...readers].map((reader) => reader.stop()));
      readers.clear();
    },
  };
}
