import type { Kafka } from "kafkajs";
import type { GroupPositions, Subscription } from "../event-log.ts";
import type { LogRecord } from "../record.ts";
import { createGroupCommit } from "./group-commit.ts";
import {
  type Assignment,
  type PartitionBatch,
  type Place,
  partitionName,
  startPartitionConsumer,
} from "./partition-consumer.ts";
import { extentOf, readExtents } from "./partition-extent.ts";
import { type OnBadRecord, readMessage, type TellBadRecord } from "./read-message.ts";
import type { AnyTopicSettings, TopicSettings } from "./topic-settings.ts";
import { withAdmin } from "./with-admin.ts";

const CONCURRENT_PARTITIONS = 64;

/**
 * Records that a group was to read are gone. A partition that ends before the group's position lost its last records, or
 * its topic was made anew: the group reads again all that it holds. One that begins behind that position lost them to its
 * retention before the group came to them: the group goes on with what is left.
 */
export interface LostRecords {
  group: string;
  topic: string;
  partition: number;
  /** Offset that the group was to read next. */
  next: number;
  /** Where the partition begins and ends now; the group begins at `low`. */
  low: number;
  high: number;
}

/** What a reader of Kafka needs to know of the log that it belongs to. */
export interface ReaderSurroundings {
  kafka: Kafka;
  topics: AnyTopicSettings;
  nameOf: (topic: string) => string;
  sessionTimeoutMs: number;
  giveUpAfterMs: number;
  onBadRecord: OnBadRecord;
  onLostRecords: (lost: LostRecords) => void;
  onClocksDiffer: (aheadMs: number) => void;
  onFailure: (group: string, cause: unknown) => void;
}

export interface GroupReaderOptions {
  topics: readonly string[];
  group: string;
  onBatch: (records: readonly LogRecord[]) => Promise<void>;
  positions?: GroupPositions;
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

type TellLost = (lost: Omit<LostRecords, "group">) => void;

/** Tells of records that are gone. A gap is found anew with every assignment until something behind it is committed. */
function createTellLost(around: ReaderSurroundings, group: string): TellLost {
  const gaps = new Set<string>();
  return (lost) => {
    if (lost.next < lost.low) {
      const gap = `${partitionName(lost.topic, lost.partition)}/${lost.next}`;
      if (gaps.has(gap)) return;
      gaps.add(gap);
    }
    around.onLostRecords({ group, ...lost });
  };
}

/**
 * Where a group goes on with the partitions that it was given. A position that the log does not reach is moved back; from
 * one that it no longer has, the group goes on where the log begins.
 */
async function locateGroup(
  around: ReaderSurroundings,
  { topics, positions, tellLost }: Pick<GroupReaderOptions, "topics" | "positions"> & { tellLost: TellLost },
  assignment: Assignment,
): Promise<Map<string, Place>> {
  const places = new Map<string, Place>();
  if (!positions) return places;
  await withAdmin(around.kafka, async (admin) => {
    for (const topic of topics) {
      const name = around.nameOf(topic);
      const partitions = assignment[name];
      if (!partitions) continue;
      // A log grows: what was committed before its end was asked for is below that end, unless records were lost.
      const nexts = await positions.read(topic);
      const extents = await readExtents(admin, name);
      for (const partition of partitions) {
        const next = nexts.get(partition);
        if (next === undefined) continue;
        const { low, high } = extentOf(extents, partition);
        const isThere = next >= low && next <= high;
        places.set(partitionName(name, partition), { from: isThere ? next : low });
        if (isThere) continue;
        // Not to the end: what was appended since the loss is below it, and was stored by nobody.
        if (next > high) await positions.moveBack({ topic, partition, from: next, to: low });
        tellLost({ topic, partition, next, low, high });
      }
    }
  });
  return places;
}

/** Reads topics as one member of a durable group, and goes on from the positions that were committed with the results. */
export function startGroupReader(around: ReaderSurroundings, options: GroupReaderOptions): Subscription {
  const { maxBatch = 2_000, lingerMs = 0 } = options;
  const byName = topicsByName(around, options.topics);
  const groupCommit = createGroupCommit<LogRecord>({ commit: options.onBatch, most: maxBatch, lingerMs });
  const tellLost = createTellLost(around, options.group);
  let failure: unknown;

  async function take(batch: PartitionBatch): Promise<void> {
    const from = byName.get(batch.topic);
    if (!from || failure) return;
    const { partition } = batch;
    for (let start = 0; start < batch.messages.length && batch.isOurs() && !failure; start += maxBatch) {
      const messages = batch.messages.slice(start, start + maxBatch);
      const told: (Promise<void> | void)[] = [];
      const onBadRecord: TellBadRecord = (bad) =>
        void told.push(around.onBadRecord({ ...bad, isDurable: true }));
      const records = messages.flatMap(
        (message) => readMessage(message, { ...from, partition, onBadRecord }) ?? [],
      );
      try {
        // First what cannot be read: the group's position passes over it together with the records behind it.
        const commit = Promise.all(told).then(() => groupCommit.add(records));
        await withHeartbeats(batch, around.sessionTimeoutMs / 5, commit);
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
    findPartitionsWithinMs: around.giveUpAfterMs / 2,
    concurrency: CONCURRENT_PARTITIONS,
    locate: (assignment) => locateGroup(around, { ...options, tellLost }, assignment),
    onBatch: take,
    onGap: (gap) => tellLost({ ...gap, topic: byName.get(gap.topic)?.topic ?? gap.topic }),
    onFailure: (cause) => around.onFailure(options.group, cause),
  });
}
