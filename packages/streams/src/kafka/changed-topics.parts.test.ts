import { expect, it, vi } from "vitest";
import type { LogRecord } from "../record.ts";
import {
  createStore,
  type Numbers,
  numbers,
  openKafka,
  range,
  sorted,
  topics,
  WAIT,
} from "./number-log.fixture.ts";
import { LostRecordsError } from "./partition-extent.ts";
import { openTestLog, testTopic } from "./test-log.fixture.ts";
import { withAdmin } from "./with-admin.ts";

/** Deletes a topic; the next log that is opened makes it anew. */
function deleteTopic(topic: string): Promise<void> {
  return withAdmin(openKafka(), async (admin) => {
    await admin.deleteTopics({ topics: [topic] });
    await vi.waitUntil(async () => !(await admin.listTopics()).includes(topic), WAIT);
  });
}

it("stores all of a topic that was made anew under the positions of a group, and tells of it", async () => {
  const first = await openTestLog<Numbers>({ topics });
  const store = createStore();
  first.log.subscribe(store.options);
  await first.log.append("n", numbers(0, 200));
  await vi.waitUntil(() => store.values.length === 200, WAIT);
  await first.log.close();
  const before = [...store.positions];
  await deleteTopic(`${first.prefix}n`);

  const second = await openTestLog<Numbers>({ topics, prefix: first.prefix });
  await second.log.append("n", numbers(200, 20));
  second.log.subscribe(store.options);
  await vi.waitUntil(() => store.values.length === 220, WAIT);
  expect(sorted(store.values)).toEqual(range(220));
  expect(second.lost).toHaveLength(before.length);
  expect(second.lost).toEqual(
    expect.arrayContaining(
      before.map(([partition, next]) =>
        expect.objectContaining({ group: "sink", topic: "n", partition, next, low: 0 }),
      ),
    ),
  );
  expect(second.failures).toEqual([]);
  await second.log.close();
});

it("stores all of a topic that is made anew under a group that reads, at the latest when it is started again", async () => {
  const first = await openTestLog<Numbers>({ topics });
  const store = createStore();
  first.log.subscribe(store.options);
  await first.log.append("n", numbers(0, 200));
  await vi.waitUntil(() => store.values.length === 200, WAIT);
  await deleteTopic(`${first.prefix}n`);
  const second = await openTestLog<Numbers>({ topics, prefix: first.prefix });
  await second.log.append("n", numbers(200, 20));
  // Whether it meets the loss while it reads, or is given the partitions again before, is up to Kafka.
  await vi.waitUntil(() => first.failures.length > 0 || store.values.length === 220, WAIT);
  await first.log.close();
  for (const failure of first.failures) expect(failure.cause).toBeInstanceOf(LostRecordsError);
  second.log.subscribe(store.options);
  await vi.waitUntil(() => store.values.length === 220, WAIT);
  expect(sorted(store.values)).toEqual(range(220));
  await second.log.close();
});

/** Does what retention does: deletes the records of a partition below an offset. */
function deleteRecords(topic: string, partition: number, low: number): Promise<void> {
  return withAdmin(openKafka(), async (admin) => {
    // Without having asked for something else of the topic before, kafkajs does not know who leads it.
    await admin.fetchTopicOffsets(topic);
    await admin.deleteTopicRecords({ topic, partitions: [{ partition, offset: String(low) }] });
  });
}

it("tells once of records that were deleted before a group read them, and goes on behind them", async () => {
  const first = await openTestLog<Numbers>({ topics });
  const store = createStore();
  first.log.subscribe(store.options);
  await first.log.append("n", numbers(0, 200));
  await vi.waitUntil(() => store.values.length === 200, WAIT);
  await first.log.close();
  const [partition, next] = [...store.positions].toSorted(([, a], [, b]) => b - a)[0] ?? [0, 0];

  const second = await openTestLog<Numbers>({ topics, prefix: first.prefix });
  await second.log.append("n", numbers(200, 200));
  await deleteRecords(`${first.prefix}n`, partition, next + 2);
  second.log.subscribe(store.options);
  await vi.waitUntil(() => store.values.length === 398, WAIT);
  const gap = { group: "sink", topic: "n", partition, next, low: next + 2 };
  expect(second.lost).toEqual([expect.objectContaining(gap)]);
  expect(second.failures).toEqual([]);
  await second.log.close();
});

it("tells once of records that are deleted before a group that reads has come to them", async () => {
  const { log, prefix, lost, failures } = await openTestLog<Numbers>({ topics: { n: testTopic(1) } });
  const store = createStore();
  const [held, released] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  log.subscribe({
    ...store.options,
    onBatch: async (records) => {
      held.resolve();
      await released.promise;
      await store.options.onBatch(records);
    },
  });
  await log.append("n", numbers(0, 1));
  await held.promise;
  await log.append("n", numbers(1, 99));
  await deleteRecords(`${prefix}n`, 0, 60);
  released.resolve();
  await vi.waitUntil(() => store.values.length === 41, WAIT);
  expect(sorted(store.values)).toEqual([0, ...range(100).slice(60)]);
  expect(lost).toEqual([{ group: "sink", topic: "n", partition: 0, next: 1, low: 60, high: 100 }]);
  expect(failures).toEqual([]);
  await log.close();
});

it("tells of nothing where a group begins with a log of which the first records are gone", async () => {
  const { log, prefix, lost } = await openTestLog<Numbers>({ topics: { n: testTopic(1) } });
  const store = createStore();
  await log.append("n", numbers(0, 100));
  await deleteRecords(`${prefix}n`, 0, 60);
  log.subscribe(store.options);
  await vi.waitUntil(() => store.values.length === 40, WAIT);
  expect(lost).toEqual([]);
  await log.close();
});

it("fails where the log has lost what was read, so that what was made of it is made anew", async () => {
  const reader = await openTestLog<Numbers>({ topics });
  const seen: number[] = [];
  const { ready } = reader.log.subscribe({
    topics: ["n"],
    group: "tail",
    isDurable: false,
    onBatch: async (records) => void seen.push(...records.map((record) => record.value)),
  });
  await ready;
  await reader.log.append("n", numbers(0, 200));
  await vi.waitUntil(() => seen.length === 200, WAIT);
  await deleteTopic(`${reader.prefix}n`);
  const writer = await openTestLog<Numbers>({ topics, prefix: reader.prefix });
  await writer.log.append("n", numbers(200, 20));
  await vi.waitUntil(() => reader.failures.length > 0, WAIT);
  expect(reader.failures).toHaveLength(1);
  expect(reader.failures[0]?.cause).toBeInstanceOf(LostRecordsError);
  await reader.log.close();
  await writer.log.close();
});

it("reads a partition that is added from its beginning, whoever reads", async () => {
  const { log, prefix, failures } = await openTestLog<Numbers>({ topics, giveUpAfterMs: 10_000 });
  const store = createStore();
  const sink = log.subscribe(store.options);
  const readers = [
    { group: "tail" },
    { group: "ordered", fromMs: Date.now() - 1_000, onCompleteUntil: async () => {} },
  ].map((how) => {
    const seen: LogRecord<number>[] = [];
    const onBatch = async (records: readonly LogRecord<number>[]) => void seen.push(...records);
    return { seen, ready: log.subscribe({ topics: ["n"], isDurable: false, ...how, onBatch }).ready };
  });
  await Promise.all([sink, ...readers].map(({ ready }) => ready));
  await withAdmin(openKafka(), async (admin) => {
    await admin.createPartitions({ topicPartitions: [{ topic: `${prefix}n`, count: 8 }] });
    const partitions = async () =>
      (await admin.fetchTopicMetadata({ topics: [`${prefix}n`] })).topics[0]?.partitions.length;
    await vi.waitUntil(async () => (await partitions()) === 8, WAIT);
  });

  // Who opens the log now knows of them; the readers find out later, and there is something in them by then.
  const writer = await openTestLog<Numbers>({ topics, prefix });
  await writer.log.append("n", numbers(0, 200));
  await vi.waitUntil(() => store.values.length === 200, WAIT);
  expect(sorted(store.values)).toEqual(range(200));
  await vi.waitUntil(() => readers.every(({ seen }) => seen.length >= 200), WAIT);
  for (const { seen } of readers) {
    expect(sorted(seen.map(({ value }) => value))).toEqual(range(200));
    expect(Math.max(...seen.map(({ partition }) => partition))).toBeGreaterThan(3);
  }
  expect(failures).toEqual([]);
  await log.close();
  await writer.log.close();
});
