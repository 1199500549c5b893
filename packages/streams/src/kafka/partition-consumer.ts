import type { Consumer, ConsumerGroupJoinEvent, EachBatchPayload, Kafka, KafkaMessage } from "kafkajs";
import { awaitLeaders } from "./await-leaders.ts";
import { extentOf, LostRecordsError, readExtents } from "./partition-extent.ts";
import { withAdmin } from "./with-admin.ts";

/** Partitions that a member of a group was given, by topic. */
export type Assignment = Readonly<Record<string, readonly number[]>>;

/** Where a partition is begun. */
export interface Place {
  from: number;
}

/** Records that were to be read next and are gone: retention deleted them before. */
export interface Gap {
  topic: string;
  partition: number;
  /** Offset that was to be read next. */
  next: number;
  /** Where reading goes on, and where the partition ends now. */
  low: number;
  high: number;
}

/** What was read of one partition, in order and without gaps but those that are told. */
export interface PartitionBatch {
  topic: string;
  partition: number;
  messages: readonly KafkaMessage[];
  /** Says that everything below this offset is done with. */
  advance(next: number): void;
  /** Keeps the member in its group; to be called while a batch takes its time. */
  heartbeat(): Promise<void>;
  /** Reads nothing more of this partition until the returned function is called. */
  pause(): () => void;
  /** False once the partition was taken away, or the consumer stops: then the rest must be left. */
  isOurs(): boolean;
}

export interface PartitionConsumerOptions {
  kafka: Kafka;
  groupId: string;
  topics: readonly string[];
  sessionTimeoutMs: number;
  /** A partition that is added is found within this time, ms. */
  findPartitionsWithinMs: number;
  /** Most partitions that are handled at once. */
  concurrency: number;
  /** Where to begin with every partition that was given, by its name; one that is not named begins at its beginning. */
  locate(assignment: Assignment): Promise<Map<string, Place>>;
  onBatch(batch: PartitionBatch): Promise<void>;
  /** Told of each gap that is met while reading; where a partition is begun at its beginning, that is none. */
  onGap?(gap: Gap): void;
  onFailure(cause: unknown): void;
}

/** A running consumer. */
export interface PartitionConsumer {
  ready: Promise<void>;
  /** Records that are known to be there and have not been read, of the partitions that are asked for. */
  lag(isWanted?: (partition: string) => boolean): number;
  stop(): Promise<void>;
}

/** Names a partition in maps. */
export function partitionName(topic: string, partition: number): string {
  return `${topic}/${partition}`;
}

function listPartitions(assignment: Assignment) {
  return Object.entries(assignment).flatMap(([topic, partitions]) =>
    partitions.map((partition) => ({ topic, partition, name: partitionName(topic, partition) })),
  );
}

/** Where each partition is read next, from one rebalance to the next. */
function createPlaces(onGap: PartitionConsumerOptions["onGap"]) {
  const next = new Map<string, number>();
  const ends = new Map<string, number>();
  /** Partitions of which nothing was read, and that are begun wherever they begin. */
  const unread = new Set<string>();
  let generation = 0;

  function move(name: string, offset: number): void {
    next.set(name, offset);
    unread.delete(name);
  }

  return {
    next,
    ends,
    move,
    /** Forgets all and tells what a place of this assignment is known by. */
    begin: () => {
      next.clear();
      ends.clear();
      unread.clear();
      generation += 1;
      return generation;
    },
    /** Sets where a partition is begun, and returns it. */
    put: (name: string, place: Place | undefined) => {
      const from = place?.from ?? 0;
      next.set(name, from);
      if (!place) unread.add(name);
      return from;
    },
    /** Goes on behind a gap, unless the assignment is not `mine` any more. */
    skip: (gap: Gap, mine: number) => {
      const name = partitionName(gap.topic, gap.partition);
      if (mine !== generation) return;
      if (!unread.has(name)) onGap?.(gap);
      move(name, gap.low);
    },
    generation: () => generation,
    lag: (isWanted: (partition: string) => boolean = () => true) => {
      let total = 0;
      for (const [name, end] of ends) if (isWanted(name)) total += Math.max(0, end - (next.get(name) ?? end));
      return total;
    },
  };
}

interface Expectation {
  kafka: Kafka;
  consumer: Consumer;
  /** Offset that is to be read next. */
  expected: number;
  /** Goes on at `low`, unless the partition was taken away meanwhile. */
  skip: (gap: Gap) => void;
  fail: (cause: LostRecordsError) => void;
}

/**
 * The messages from the expected place on; undefined when the batch is from another one and must be read again, or when
 * the log does not reach to that place any more: waiting there would leave out what is new in it, so that is a failure.
 */
async function expectedMessages(
  { kafka, consumer, expected, skip, fail }: Expectation,
  { topic, partition, messages }: EachBatchPayload["batch"],
): Promise<KafkaMessage[] | undefined> {
  const fresh = messages.filter((message) => Number(message.offset) >= expected);
  const isInPlace = fresh.length > 0 && Number(messages[0]?.offset) <= expected;
  if (isInPlace) return fresh;
  const { low, high } = await awaitLeaders(() =>
    withAdmin(kafka, async (admin) => extentOf(await readExtents(admin, topic), partition)),
  );
  if (expected > high) {
    fail(new LostRecordsError(partitionName(topic, partition), { next: expected, end: high }));
    return undefined;
  }
  // Retention may have deleted what was to be read; what it deleted since is at hand.
  const first = Number(fresh[0]?.offset ?? Number.POSITIVE_INFINITY);
  const from = expected < low ? Math.min(first, low) : expected;
  if (from > expected) skip({ topic, partition, next: expected, low: from, high });
  if (from === first) return fresh;
  consumer.seek({ topic, partition, offset: String(from) });
  return undefined;
}

/**
 * Consumes as a member of a group, from offsets that are kept elsewhere: after every rebalance they are asked for, and
 * whatever kafkajs still hands over from other places is left.
 */
export function startPartitionConsumer(options: PartitionConsumerOptions): PartitionConsumer {
  const consumer = createConsumer(options);
  const places = createPlaces(options.onGap);
  const ready = Promise.withResolvers<void>();
  let located: Promise<void> = Promise.resolve();
  let hasEnded = false;

  function fail(cause: unknown): void {
    if (hasEnded) return;
    hasEnded = true;
    ready.resolve();
    options.onFailure(cause);
  }

  async function locateAll(assignment: Assignment, mine: number): Promise<void> {
    const located = await awaitLeaders(() => options.locate(assignment));
    if (mine !== places.generation()) return;
    for (const { topic, partition, name } of listPartitions(assignment)) {
      const offset = places.put(name, located.get(name));
      consumer.seek({ topic, partition, offset: String(offset) });
    }
    ready.resolve();
  }

  consumer.on(consumer.events.GROUP_JOIN, ({ payload }: ConsumerGroupJoinEvent) => {
    located = locateAll(payload.memberAssignment, places.begin());
    located.catch(fail);
  });
  consumer.on(consumer.events.CRASH, ({ payload }) => {
    if (!payload.restart) fail(payload.error);
  });

  async function take(payload: EachBatchPayload): Promise<void> {
    const mine = places.generation();
    await located;
    const { topic, partition, highWatermark } = payload.batch;
    const name = partitionName(topic, partition);
    const expected = places.next.get(name);
    if (mine !== places.generation() || expected === undefined || hasEnded) return;
    places.ends.set(name, Number(highWatermark));
    const skip = (gap: Gap) => places.skip(gap, mine);
    const here = { kafka: options.kafka, consumer, expected, skip, fail };
    const messages = await expectedMessages(here, payload.batch);
    if (!messages || messages.length === 0) return;
    await options.onBatch({
      topic,
      partition,
      messages,
      advance: (offset) => {
        if (mine !== places.generation()) return;
        places.move(name, offset);
        payload.resolveOffset(String(offset - 1));
      },
      heartbeat: payload.heartbeat,
      pause: payload.pause,
      isOurs: () => mine === places.generation() && payload.isRunning() && !hasEnded,
    });
  }

  const started = run(consumer, options, take);
  started.catch(fail);
  return {
    ready: ready.promise,
    lag: places.lag,
    stop: async () => {
      hasEnded = true;
      ready.resolve();
      await started.catch(() => {});
      await consumer.disconnect();
    },
  };
}

function createConsumer(options: PartitionConsumerOptions): Consumer {
  const { kafka, groupId, sessionTimeoutMs } = options;
  return kafka.consumer({
    groupId,
    metadataMaxAge: options.findPartitionsWithinMs,
    sessionTimeout: sessionTimeoutMs,
    rebalanceTimeout: 2 * sessionTimeoutMs,
    heartbeatInterval: Math.floor(sessionTimeoutMs / 5),
    maxWaitTimeInMs: 100,
  });
}

async function run(
  consumer: Consumer,
  { topics, concurrency }: PartitionConsumerOptions,
  eachBatch: (payload: EachBatchPayload) => Promise<void>,
): Promise<void> {
  await consumer.connect();
  await consumer.subscribe({ topics: [...topics], fromBeginning: true });
  await consumer.run({
    eachBatch,
    eachBatchAutoResolve: false,
    partitionsConsumedConcurrently: concurrency,
    autoCommitInterval: 5_000,
  });
}
