import { expect, it, onTestFinished, vi } from "vitest";
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
import { openTestLog } from "./test-log.fixture.ts";

async function openLog(prefix?: string) {
  const opened = await openTestLog<Numbers>({ topics, ...(prefix === undefined ? {} : { prefix }) });
  onTestFinished(() => opened.log.close());
  return opened;
}

async function groupsOf(prefix: string): Promise<string[]> {
  const admin = openKafka().admin();
  await admin.connect();
  const { groups } = await admin.listGroups();
  await admin.disconnect();
  return groups.map(({ groupId }) => groupId).filter((id) => id.startsWith(`${prefix}unread`));
}

it("gives what a group has not come to, each partition in order, and leaves the group where it is", async () => {
  const { log, prefix } = await openLog();
  const store = createStore();
  const sink = log.subscribe(store.options);
  await log.append("n", numbers(0, 200));
  await vi.waitUntil(() => store.values.length === 200, WAIT);
  await sink.stop();
  await log.append("n", numbers(200, 5_000));
  const before = new Map(store.positions);

  const other = await openLog(prefix);
  const seen: { partition: number; value: number }[] = [];
  await other.log.readUnread({
    topics: ["n"],
    positions: store.options.positions,
    onRecords: (records) => void seen.push(...records),
  });

  expect(sorted(seen.map(({ value }) => value))).toEqual(range(5_200).slice(200));
  const ofPartition = seen
    .filter(({ partition }) => partition === seen[0]?.partition)
    .map(({ value }) => value);
  expect(ofPartition).toEqual(sorted(ofPartition));
  expect(store.positions).toEqual(before);
  log.subscribe(store.options);
  await vi.waitUntil(() => store.values.length === 5_200, WAIT);
});

it("gives everything to a group that has not begun, and joins no group when nothing is unread", async () => {
  const { log, prefix } = await openLog();
  const store = createStore();
  const readValues = async () => {
    const seen: number[] = [];
    const { positions } = store.options;
    const onRecords = (records: readonly { value: number }[]) =>
      void seen.push(...records.map((r) => r.value));
    await log.readUnread({ topics: ["n"], positions, onRecords });
    return sorted(seen);
  };
  expect(await readValues()).toEqual([]);
  expect(await groupsOf(prefix)).toEqual([]);

  await log.append("n", numbers(0, 100));
  expect(await readValues()).toEqual(range(100));

  log.subscribe(store.options);
  await vi.waitUntil(() => store.values.length === 100, WAIT);
  expect(await readValues()).toEqual([]);
});

it("reads all that a partition holds when the group's position is behind its end", async () => {
  const { log } = await openLog();
  await log.append("n", numbers(0, 50));
  const seen: number[] = [];
  await log.readUnread({
    topics: ["n"],
    positions: { read: async () => new Map(range(4).map((partition) => [partition, 9_999])) },
    onRecords: (records) => void seen.push(...records.map(({ value }) => value)),
  });
  expect(sorted(seen)).toEqual(range(50));
});
