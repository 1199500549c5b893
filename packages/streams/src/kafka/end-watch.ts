import { setTimeout as sleep } from "node:timers/promises";
import type { Admin, Kafka } from "kafkajs";
import { partitionName } from "./partition-consumer.ts";
import { readExtents } from "./partition-extent.ts";

/** Where the partitions of topics ended at an instant: every record that was appended before it is below these ends. */
export interface KnownEnds {
  /** When they were asked for, ms of this machine's monotonic clock. */
  askedAt: number;
  /** Offset behind the last record, by partition. */
  ends: ReadonlyMap<string, number>;
}

export interface EndWatchOptions {
  kafka: Kafka;
  topics: readonly string[];
  everyMs: number;
  /** How long Kafka may leave the question unanswered. */
  giveUpAfterMs: number;
  onEnds: (known: KnownEnds) => void;
  onFailure: (cause: unknown) => void;
}

async function askEnds(admin: Admin, topics: readonly string[]): Promise<KnownEnds> {
  const askedAt = performance.now();
  const ends = new Map<string, number>();
  for (const topic of topics) {
    for (const [partition, { high }] of await readExtents(admin, topic))
      ends.set(partitionName(topic, partition), high);
  }
  return { askedAt, ends };
}

/** Asks again and again where topics end, on a connection of its own; a question that fails is asked again on a new one. */
export function watchEnds(options: EndWatchOptions): { stop(): Promise<void> } {
  const { kafka, topics, everyMs, giveUpAfterMs, onEnds, onFailure } = options;
  const ending = new AbortController();
  let admin: Admin | undefined;
  let answeredAt = performance.now();

  async function connect(): Promise<Admin> {
    const opened = kafka.admin();
    await opened.connect();
    return opened;
  }

  async function disconnect(): Promise<void> {
    const opened = admin;
    admin = undefined;
    await opened?.disconnect().catch(() => {});
  }

  async function ask(): Promise<void> {
    try {
      admin ??= await connect();
      const known = await askEnds(admin, topics);
      answeredAt = performance.now();
      if (!ending.signal.aborted) onEnds(known);
    } catch (error) {
      // A client keeps what it knows of leaders, and does not come back from every lost connection.
      await disconnect();
      if (performance.now() - answeredAt > giveUpAfterMs) throw error;
    }
  }

  async function follow(): Promise<void> {
    while (!ending.signal.aborted) {
      await ask();
      await sleep(everyMs, undefined, { signal: ending.signal }).catch(() => {});
    }
  }

  const following = follow().catch((cause: unknown) => {
    if (!ending.signal.aborted) onFailure(cause);
  });
  return {
    stop: async () => {
      ending.abort();
      await following;
      await disconnect();
    },
  };
}
