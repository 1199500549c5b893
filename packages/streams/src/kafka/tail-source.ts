import { randomUUID } from "node:crypto";
import type { Admin } from "kafkajs";
import { type ReaderSurroundings, topicsByName } from "./kafka-group-reader.ts";
import type { TimedRecord } from "./merged-delivery.ts";
import {
  type Assignment,
  type PartitionBatch,
  type Place,
  partitionName,
  startPartitionConsumer,
} from "./partition-consumer.ts";
import { extentOf, LostRecordsError, readExtents } from "./partition-extent.ts";
import { createPauses } from "./pauses.ts";
import { readMessage, type TellBadRecord } from "./read-message.ts";
import { withAdmin } from "./with-admin.ts";

const CONCURRENT_PARTITIONS = 64;

/** Who is given what a source reads of its topics, by the log's own names. */
export interface TailListener {
  readonly topics: ReadonlySet<string>;
  /** Tells of a partition: what comes of it begins at `from`, and it is behind until that has come to `end`. */
  expect(partition: string, from: number, end: number): void;
  /** Tells that a partition goes on to `end`, after Kafka took it away and gave it back. */
  extend(partition: string, end: number): void;
  /** Takes what was read of a partition next; `pause` stops reading it until the returned function is called. */
  push(
    partition: string,
    records: readonly TimedRecord[],
    rest: { next: number; pause: () => () => void },
  ): void;
}

/** Reads every partition of topics in this process, once for all who listen. It commits nothing. */
export interface TailSource {
  /** Resolves when it reads. */
  ready: Promise<void>;
  /** Gives a listener what is read from now on, until the returned function is called. */
  listen(listener: TailListener): () => void;
  /** Records of these topics that are known to be there and have not been read. */
  lag(topics: ReadonlySet<string>): number;
  stop(): Promise<void>;
}

export interface TailSourceOptions {
  topics: readonly string[];
  group: string;
  /** Where partitions of a topic are begun, by number; those that are missing with what comes next. */
  begins?: ((admin: Admin, topic: string) => Promise<ReadonlyMap<number, number>>) | undefined;
  onFailure: (cause: unknown) => void;
}

/** Where a partition is begun, and where it ends at this moment. */
interface FoundPlace extends Place {
  topic: string;
  end: number;
}

/** Where reading begins when it is started, and with a partition that is added later: all of that is new. */
async function findPlaces(
  admin: Admin,
  assignment: Assignment,
  { begins, isFirst }: { begins: TailSourceOptions["begins"]; isFirst: boolean },
): Promise<Map<string, FoundPlace>> {
  const places = new Map<string, FoundPlace>();
  for (const [topic, partitions] of Object.entries(assignment)) {
    const extents = await readExtents(admin, topic);
    const beginOf = await begins?.(admin, topic);
    for (const partition of partitions) {
      const { low, high } = extentOf(extents, partition);
      const from = isFirst ? (beginOf?.get(partition) ?? high) : low;
      places.set(partitionName(topic, partition), { topic, from, end: high });
    }
  }
  return places;
}

/** What can be read of a batch's messages from an offset on. */
function readRecords(
  { messages }: PartitionBatch,
  fromOffset: number,
  readAs: Parameters<typeof readMessage>[1],
): TimedRecord[] {
  return messages.flatMap((message) => {
    const record = Number(message.offset) < fromOffset ? undefined : readMessage(message, readAs);
    if (!record) return [];
    const appendedAt = Number(message.timestamp);
    return { record, appendedAt, receivedAt: readAs.settings.receivedAt?.(record.value) ?? appendedAt };
  });
}

/**
 * Starts reading. A record is decoded once for all listeners, and not at all while its topic has none. After Kafka took
 * the partitions away and gave them back, it goes on where it was; it fails when they do not reach there any more, since
 * what was made of the lost records can only be made anew.
 */
export function startTailSource(around: ReaderSurroundings, options: TailSourceOptions): TailSource {
  const byName = topicsByName(around, options.topics);
  const listeners = new Set<TailListener>();
  const positions = new Map<string, { topic: string; next: number; end: number }>();
  const pauses = createPauses();

  async function locate(assignment: Assignment): Promise<Map<string, Place>> {
    const begun = { begins: options.begins, isFirst: positions.size === 0 };
    const places = await withAdmin(around.kafka, (admin) => findPlaces(admin, assignment, begun));
    for (const [name, place] of places) {
      const known = positions.get(name);
      if (known) goOn(name, known, place);
      else begin(name, place);
    }
    return places;
  }

  function goOn(name: string, known: { topic: string; next: number; end: number }, place: FoundPlace): void {
    if (known.next > place.end) throw new LostRecordsError(name, { next: known.next, end: place.end });
    place.from = known.next;
    known.end = place.end;
    for (const listener of listeners) if (listener.topics.has(known.topic)) listener.extend(name, place.end);
  }

  function begin(name: string, { topic, from, end }: FoundPlace): void {
    const own = byName.get(topic)?.topic ?? topic;
    positions.set(name, { topic: own, next: from, end });
    for (const listener of listeners) if (listener.topics.has(own)) listener.expect(name, from, end);
  }

  async function take(batch: PartitionBatch): Promise<void> {
    const from = byName.get(batch.topic);
    const name = partitionName(batch.topic, batch.partition);
    const position = positions.get(name);
    if (!from || !position) return;
    const wanted = [...listeners].filter(({ topics }) => topics.has(from.topic));
    const next = Number(batch.messages.at(-1)?.offset) + 1;
    const onBadRecord: TellBadRecord = (bad) => void around.onBadRecord({ ...bad, isDurable: false });
    const readAs = { ...from, partition: batch.partition, onBadRecord };
    const records = wanted.length === 0 ? [] : readRecords(batch, position.next, readAs);
    position.next = Math.max(position.next, next);
    batch.advance(next);
    const pause = () => pauses.pause(name, batch.pause);
    for (const listener of wanted) listener.push(name, records, { next: position.next, pause });
    await batch.heartbeat();
  }

  const consumer = startPartitionConsumer({
    kafka: around.kafka,
    groupId: `${around.nameOf(options.group)}-${randomUUID()}`,
    topics: [...byName.keys()],
    sessionTimeoutMs: around.sessionTimeoutMs,
    findPartitionsWithinMs: around.giveUpAfterMs / 2,
    concurrency: CONCURRENT_PARTITIONS,
    locate,
    onBatch: take,
    onFailure: options.onFailure,
  });
  return {
    ready: consumer.ready,
    listen: (listener) => {
      listeners.add(listener);
      for (const [name, { topic, next, end }] of positions)
        if (listener.topics.has(topic)) listener.expect(name, next, Math.max(next, end));
      return () => void listeners.delete(listener);
    },
    lag: (topics) => consumer.lag((name) => topics.has(positions.get(name)?.topic ?? "")),
    stop: consumer.stop,
  };
}
