import { randomUUID } from "node:crypto";
import type { Admin } from "kafkajs";
import type { Subscription } from "../event-log.ts";
import type { LogRecord } from "../record.ts";
import { type ReaderSurroundings, topicsByName } from "./kafka-group-reader.ts";
import { createMergedDelivery } from "./merged-delivery.ts";
import {
  type Assignment,
  type PartitionBatch,
  type Place,
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

/** Where each partition is begun, and where it ends at this moment. */
async function readPlaces(
  admin: Admin,
  topics: readonly string[],
  fromMs: number | undefined,
): Promise<Map<string, Required<Place>>> {
  const places = new Map<string, Required<Place>>();
  for (const topic of topics) {
    const ends = await admin.fetchTopicOffsets(topic);
    const begins = fromMs === undefined ? ends : await admin.fetchTopicOffsetsByTimestamp(topic, fromMs);
    const beginOf = new Map(begins.map(({ partition, offset }) => [partition, Number(offset)]));
    for (const { partition, high } of ends) {
      const end = Number(high);
      places.set(partitionName(topic, partition), { from: beginOf.get(partition) ?? end, end });
    }
  }
  return places;
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

  async function locate(assignment: Assignment): Promise<Map<string, Place>> {
    const admin = around.kafka.admin();
    await admin.connect();
    try {
      return await readPlaces(admin, Object.keys(assignment), options.fromMs);
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
    onLocated: (places) => {
      delivery.merge.forget();
      for (const [name, { from, end = from }] of places) delivery.merge.expect(name, from, end);
    },
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
