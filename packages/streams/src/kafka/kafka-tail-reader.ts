import { randomUUID } from "node:crypto";
import type { Admin } from "kafkajs";
import type { Subscription } from "../event-log.ts";
import type { LogRecord } from "../record.ts";
import { type ReaderSurroundings, topicsByName } from "./kafka-group-reader.ts";
import { createMergedDelivery } from "./merged-delivery.ts";
import {
  type Assignment,
  type PartitionBatch,
  partitionName,
  startPartitionConsumer,
} from "./partition-consumer.ts";
import { readMessage } from "./read-message.ts";

const CONCURRENT_PARTITIONS = 64;

export interface TailReaderOptions {
  topics: readonly string[];
  group: string;
  onBatch: (records: readonly LogRecord[]) => Promise<void>;
  maxBatch?: number;
  fromMs?: number;
  orderWithinMs?: number;
}

interface Span {
  name: string;
  from: number;
  end: number;
}

/** Where each partition is begun, and where it ends at this moment. */
async function readSpans(
  admin: Admin,
  topics: readonly string[],
  fromMs: number | undefined,
): Promise<Span[]> {
  const spans: Span[] = [];
  for (const topic of topics) {
    const ends = await admin.fetchTopicOffsets(topic);
    const begins = fromMs === undefined ? ends : await admin.fetchTopicOffsetsByTimestamp(topic, fromMs);
    const beginOf = new Map(begins.map(({ partition, offset }) => [partition, Number(offset)]));
    for (const { partition, high } of ends) {
      const end = Number(high);
      spans.push({ name: partitionName(topic, partition), from: beginOf.get(partition) ?? end, end });
    }
  }
  return spans;
}

/**
 * Reads every partition of topics in this process, merged by the time of appending: from an instant of the past or from
 * now on. It commits nothing.
 */
export function startTailReader(around: ReaderSurroundings, options: TailReaderOptions): Subscription {
  const { maxBatch = 2_000, orderWithinMs = 0, onBatch, group } = options;
  const byName = topicsByName(around, options.topics);
  const onFailure = (cause: unknown) => around.onFailure(group, cause);
  const delivery = createMergedDelivery({ maxBatch, orderWithinMs, onBatch, onFailure });

  async function locate(assignment: Assignment): Promise<Map<string, number>> {
    const admin = around.kafka.admin();
    await admin.connect();
    try {
      const spans = await readSpans(admin, Object.keys(assignment), options.fromMs);
      delivery.merge.forget();
      for (const { name, from, end } of spans) delivery.merge.expect(name, from, end);
      return new Map(spans.map(({ name, from }) => [name, from]));
    } finally {
      await admin.disconnect();
    }
  }

  async function take(batch: PartitionBatch): Promise<void> {
    const from = byName.get(batch.topic);
    if (!from) return;
    const { partition } = batch;
    const records = batch.messages.flatMap((message) => {
      const record = readMessage(message, { ...from, partition, onBadRecord: around.onBadRecord });
      return record ? { record, appendedAt: Number(message.timestamp) } : [];
    });
    const next = Number(batch.messages.at(-1)?.offset) + 1;
    batch.advance(next);
    delivery.push(partitionName(batch.topic, partition), records, { next, pause: batch.pause });
    await batch.heartbeat();
  }

  const consumer = startPartitionConsumer({
    kafka: around.kafka,
    groupId: `${around.nameOf(group)}-${randomUUID()}`,
    topics: [...byName.keys()],
    sessionTimeoutMs: around.sessionTimeoutMs,
    concurrency: CONCURRENT_PARTITIONS,
    locate,
    onBatch: take,
    onFailure,
  });
  return {
    ready: consumer.ready,
    lag: () => consumer.lag() + delivery.merge.lag(),
    stop: async () => {
      await consumer.stop();
      await delivery.stop();
    },
  };
}
