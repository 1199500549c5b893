import type { Kafka } from "kafkajs";
import type { ReadPositions, Subscription } from "../event-log.ts";
import type { LogRecord } from "../record.ts";
import { createGroupCommit } from "./group-commit.ts";
import {
  type PartitionBatch,
  type Place,
  partitionName,
  startPartitionConsumer,
} from "./partition-consumer.ts";
import { type OnBadRecord, readMessage } from "./read-message.ts";
import type { AnyTopicSettings, TopicSettings } from "./topic-settings.ts";

const CONCURRENT_PARTITIONS = 64;

/** What a reader of Kafka needs to know of the log that it belongs to. */
export interface ReaderSurroundings {
  kafka: Kafka;
  topics: AnyTopicSettings;
  nameOf: (topic: string) => string;
  sessionTimeoutMs: number;
  giveUpAfterMs: number;
  onBadRecord: OnBadRecord;
  onFailure: (group: string, cause: unknown) => void;
}

export interface GroupReaderOptions {
  topics: readonly string[];
  group: string;
  onBatch: (records: readonly LogRecord[]) => Promise<void>;
  readPositions?: ReadPositions;
  maxBatch?: number;
  lingerMs?: number;
}

/** Maps the names that Kafka knows to the log's own, with their settings. */
export function topicsByName(
  { topics, nameOf }: ReaderSurroundings,
  wanted: readonly string[],
): Map<string, { topic: string; settings: TopicSettings<unknown> }> {
  return new Map(
    wanted.map((topic) => {
      const settings = topics[topic];
      if (!settings) throw new RangeError(`the log has no topic ${topic}`);
      return [nameOf(topic), { topic, settings }];
    }),
  );
}

/** Awaits work while keeping the member in its group. */
async function withHeartbeats(batch: PartitionBatch, everyMs: number, work: Promise<void>): Promise<void> {
  const timer = setInterval(() => void batch.heartbeat().catch(() => {}), everyMs);
  try {
    await work;
  } finally {
    clearInterval(timer);
  }
}

/** Reads topics as one member of a durable group, and goes on from the positions that were committed with the results. */
export function startGroupReader(around: ReaderSurroundings, options: GroupReaderOptions): Subscription {
  const { maxBatch = 2_000, lingerMs = 0 } = options;
  const byName = topicsByName(around, options.topics);
  const groupCommit = createGroupCommit<LogRecord>({ commit: options.onBatch, most: maxBatch, lingerMs });
  let failure: unknown;

  async function take(batch: PartitionBatch): Promise<void> {
    const from = byName.get(batch.topic);
    if (!from || failure) return;
    const { partition } = batch;
    for (let start = 0; start < batch.messages.length && batch.isOurs() && !failure; start += maxBatch) {
      const messages = batch.messages.slice(start, start + maxBatch);
      const records = messages.flatMap(
        (message) => readMessage(message, { ...from, partition, onBadRecord: around.onBadRecord }) ?? [],
      );
      try {
        await withHeartbeats(batch, around.sessionTimeoutMs / 5, groupCommit.add(records));
      } catch (cause) {
        if (failure) return;
        failure = cause;
        return around.onFailure(options.group, cause);
      }
      batch.advance(Number(messages.at(-1)?.offset) + 1);
    }
    await batch.heartbeat();
  }

  return startPartitionConsumer({
    kafka: around.kafka,
    groupId: around.nameOf(options.group),
    topics: [...byName.keys()],
    sessionTimeoutMs: around.sessionTimeoutMs,
    concurrency: CONCURRENT_PARTITIONS,
    locate: async (assignment) => {
      const located = new Map<string, Place>();
      for (const name of Object.keys(assignment)) {
        const positions = await options.readPositions?.(byName.get(name)?.topic ?? "");
        for (const [partition, from] of positions ?? [])
          located.set(partitionName(name, partition), { from });
      }
      return located;
    },
    onBatch: take,
    onFailure: (cause) => around.onFailure(options.group, cause),
  });
}
