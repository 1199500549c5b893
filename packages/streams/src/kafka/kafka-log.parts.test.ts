import { expect, it, vi } from "vitest";
import { describeEventLog } from "../event-log.contract.ts";
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
import { openTestLog, testTopic } from "./test-log.fixture.ts";

describeEventLog("the Kafka log", async () => {
  const { log, failures } = await openTestLog<{ odd: number; even: number }>({
    topics: { odd: testTopic(1), even: testTopic(1) },
  });
  return { log, failures, close: () => log.close() };
});

it("goes on behind the committed positions, whatever else was read before", async () => {
  const first = await openTestLog<Numbers>({ topics });
  const store = createStore();
  first.log.subscribe(store.options);
  await first.log.append("n", numbers(0, 200));
  await vi.waitUntil(() => store.values.length === 200, WAIT);
  await first.log.close();
  store.batches.length = 0;

  const second = await openTestLog<Numbers>({ topics, prefix: first.prefix });
  await second.log.append("n", numbers(200, 100));
  second.log.subscribe(store.options);
  await vi.waitUntil(() => store.values.length === 300, WAIT);
  expect(sorted(store.batches.flat())).toEqual(range(300).slice(200));
  expect(sorted(store.values)).toEqual(range(300));
  await second.log.close();
});

it("stores every record once while members join and leave", async () => {
  const writer = await openTestLog<Numbers>({ topics });
  const store = createStore();
  const steady = await openTestLog<Numbers>({ topics, prefix: writer.prefix });
  steady.log.subscribe(store.options);
  let sent = 0;
  for (let round = 0; round < 3; round++) {
    const guest = await openTestLog<Numbers>({ topics, prefix: writer.prefix });
    const { ready } = guest.log.subscribe(store.options);
    const sends = [];
    for (; sent < (round + 1) * 1_000; sent += 20) sends.push(writer.log.append("n", numbers(sent, 20)));
    await ready;
    await Promise.all(sends);
    await guest.log.close();
    expect(guest.failures).toEqual([]);
  }
  await vi.waitUntil(() => store.values.length >= sent, WAIT);
  expect(sorted(store.values)).toEqual(range(sent));
  await steady.log.close();
  await writer.log.close();
});

it("takes more of one key at once than Kafka takes in one batch, in order", async () => {
  const { log, failures } = await openTestLog<{ texts: string }>({ topics: { texts: testTopic<string>(4) } });
  const texts = Array.from({ length: 5_000 }, (_, index) => `${index} `.padEnd(300, "€"));
  const seen: string[] = [];
  log.subscribe({
    topics: ["texts"],
    group: "sink",
    isDurable: true,
    onBatch: async (records) => void seen.push(...records.map((record) => record.value)),
  });
  await log.append(
    "texts",
    texts.map((value, timestampMs) => ({ key: "device", value, timestampMs })),
  );
  await vi.waitUntil(() => seen.length === texts.length, WAIT);
  expect(seen).toEqual(texts);
  expect(failures).toEqual([]);
  await log.close();
});

it("reads again from an instant, in the order of appending over all partitions", async () => {
  const { log } = await openTestLog<Numbers>({ topics });
  await log.append("n", numbers(0, 50));
  const fromMs = Date.now() + 5;
  await vi.waitUntil(() => Date.now() > fromMs, { interval: 1 });
  for (let value = 50; value < 120; value++) {
    await log.append("n", numbers(value, 1));
    const appendedAt = Date.now();
    await vi.waitUntil(() => Date.now() > appendedAt, { interval: 1 });
  }
  const seen: number[] = [];
  log.subscribe({
    topics: ["n"],
    group: "rebuild",
    isDurable: false,
    fromMs,
    maxBatch: 7,
    onBatch: async (records) => void seen.push(...records.map((record) => record.value)),
  });
  await vi.waitUntil(() => seen.length === 70, WAIT);
  expect(seen).toEqual(range(120).slice(50));
  await log.close();
});

it("gives what comes in the order of appending over all partitions, and tells how far it has come", async () => {
  const writer = await openTestLog<Numbers>({ topics });
  const reader = await openTestLog<Numbers>({ topics, prefix: writer.prefix });
  const seen: number[] = [];
  let completeUntil = Number.NEGATIVE_INFINITY;
  const seenWhenComplete: number[] = [];
  reader.log.subscribe({
    topics: ["n"],
    group: "ordered",
    isDurable: false,
    fromMs: Date.now() - 1_000,
    onBatch: async (records) => void seen.push(...records.map((record) => record.value)),
    onCompleteUntil: async (untilMs) => {
      completeUntil = untilMs;
      seenWhenComplete.push(seen.length);
    },
  });
  const appendedAt: number[] = [];
  for (let value = 0; value < 300; value++) {
    await writer.log.append("n", numbers(value, 1));
    const now = Date.now();
    appendedAt.push(now);
    await vi.waitUntil(() => Date.now() > now, { interval: 1 });
  }
  await vi.waitUntil(() => completeUntil > (appendedAt.at(-1) ?? 0), WAIT);
  expect(seen).toEqual(range(300));
  expect(seenWhenComplete).toEqual(sorted(seenWhenComplete));
  expect(reader.failures).toEqual([]);
  await reader.log.close();
  await writer.log.close();
});

it("reads what comes once for several readers: a later one has what comes from then on, a slow one loses nothing", async () => {
  const { log, failures } = await openTestLog<Numbers>({ topics });
  const first: number[] = [];
  const slow: number[] = [];
  const late: number[] = [];
  const release = Promise.withResolvers<void>();
  const follow = (group: string, values: number[], hold = Promise.resolve()) =>
    log.subscribe({
      topics: ["n"],
      group,
      isDurable: false,
      onBatch: async (records) => {
        await hold;
        values.push(...records.map((record) => record.value));
      },
    });
  const reader = follow("first", first);
  await Promise.all([reader.ready, follow("slow", slow, release.promise).ready]);
  await log.append("n", numbers(0, 100));
  await vi.waitUntil(() => first.length === 100, WAIT);
  const joined = follow("late", late);
  await joined.ready;
  await log.append("n", numbers(100, 100));
  await vi.waitUntil(() => first.length === 200 && late.length === 100, WAIT);
  expect(sorted(late)).toEqual(range(200).slice(100));
  await reader.stop();
  await log.append("n", numbers(200, 50));
  await vi.waitUntil(() => late.length === 150, WAIT);
  expect(slow).toEqual([]);
  release.resolve();
  await vi.waitUntil(() => slow.length === 250, WAIT);
  expect(sorted(slow)).toEqual(range(250));
  expect(sorted(first)).toEqual(range(200));
  expect(failures).toEqual([]);
  await log.close();
});

it("gives a reader from the past everything once and in order, while it goes over to what is read for all", async () => {
  const decoded = new Map<number, number>();
  const counting = testTopic<number>(4);
  const { log, failures } = await openTestLog<Numbers>({
    topics: {
      n: {
        ...counting,
        decode: (bytes) => {
          const value = counting.decode(bytes);
          decoded.set(value, (decoded.get(value) ?? 0) + 1);
          return value;
        },
      },
    },
  });
  const fromMs = Date.now() - 1_000;
  await log.append("n", numbers(0, 3_000));
  const live: number[] = [];
  const { ready } = log.subscribe({
    topics: ["n"],
    group: "live",
    isDurable: false,
    onBatch: async (records) => void live.push(...records.map((record) => record.value)),
  });
  await ready;
  const seen: LogRecord<number>[] = [];
  const past = log.subscribe({
    topics: ["n"],
    group: "past",
    isDurable: false,
    fromMs,
    onBatch: async (records) => void seen.push(...records),
  });
  let sent = 3_000;
  const isOver = () => sent > 3_200 && decoded.get(sent - 1) === 1 && seen.at(-1)?.value === sent - 1;
  const started = Date.now();
  while (!isOver() && Date.now() - started < WAIT.timeout) {
    await log.append("n", numbers(sent, 1));
    sent += 1;
    const last = sent - 1;
    await vi.waitUntil(() => seen.at(-1)?.value === last && live.at(-1) === last, WAIT);
  }
  expect(decoded.get(0)).toBe(1);
  expect(decoded.get(sent - 1)).toBe(1);
  await log.append("n", numbers(sent, 500));
  sent += 500;
  await vi.waitUntil(() => seen.length >= sent && live.length >= sent - 3_000, WAIT);
  expect(past.lag()).toBe(0);
  expect(sorted(seen.map((record) => record.value))).toEqual(range(sent));
  for (const records of Map.groupBy(seen, ({ partition }) => partition).values())
    expect(records.map(({ offset }) => offset)).toEqual(range(records.length));
  expect(failures).toEqual([]);
  await past.stop();
  await log.close();
});

it("waits for a reader that is far behind, and for it no longer once it has stopped", async () => {
  const many = 45_000;
  const { log } = await openTestLog<Numbers>({ topics: { n: testTopic<number>(1) } });
  const quick: number[] = [];
  const stuck: number[] = [];
  const release = Promise.withResolvers<void>();
  const { ready } = log.subscribe({
    topics: ["n"],
    group: "quick",
    isDurable: false,
    onBatch: async (records) => void quick.push(...records.map((record) => record.value)),
  });
  const stuckReader = log.subscribe({
    topics: ["n"],
    group: "stuck",
    isDurable: false,
    onBatch: async (records) => {
      await release.promise;
      stuck.push(...records.map((record) => record.value));
    },
  });
  await Promise.all([ready, stuckReader.ready]);
  for (let from = 0; from < many; from += 1_000) await log.append("n", numbers(from, 1_000));
  let before = 0;
  const isHeld = () => {
    const stands = quick.length === before && before > 0;
    before = quick.length;
    return stands;
  };
  await vi.waitUntil(isHeld, { timeout: 20_000, interval: 500 });
  expect(before).toBeLessThan(many);
  const stopped = stuckReader.stop();
  await vi.waitUntil(() => quick.length === many, WAIT);
  expect(quick).toEqual(range(many));
  release.resolve();
  await stopped;
  await log.close();
});

it("leaves out what it cannot read and tells of it", async () => {
  const { log, bad, prefix } = await openTestLog<Numbers>({ topics: { n: testTopic<number>(1) } });
  const producer = openKafka().producer();
  await producer.connect();
  await producer.send({ topic: `${prefix}n`, messages: [{ value: "{not json" }, { value: null }] });
  await producer.disconnect();
  await log.append("n", numbers(7, 1));
  const store = createStore();
  log.subscribe(store.options);
  await vi.waitUntil(() => store.values.length === 1, WAIT);
  expect(store.values).toEqual([7]);
  expect(bad).toMatchObject([
    { topic: "n", offset: 0 },
    { topic: "n", offset: 1 },
  ]);
  await log.close();
});

it("gives a part to one process, and to another when the first has ended", async () => {
  // Longer than a busy machine lets a process wait: a lead that is lost would count as one that was given up.
  const sessionTimeoutMs = 15_000;
  const first = await openTestLog<Numbers>({ topics, sessionTimeoutMs });
  const second = await openTestLog<Numbers>({ topics, sessionTimeoutMs, prefix: first.prefix });
  const events: string[] = [];
  const part = (name: string) => async () => {
    events.push(`${name} started`);
    return { value: undefined, stop: () => void events.push(`${name} stopped`) };
  };
  const ofFirst = await first.log.lead("part", part("first"));
  const ofSecond = await second.log.lead("part", part("second"));
  expect(events).toEqual(["first started"]);
  await ofFirst.stop();
  await vi.waitUntil(() => events.length === 3, WAIT);
  expect(events).toEqual(["first started", "first stopped", "second started"]);
  const third = await openTestLog<Numbers>({ topics, sessionTimeoutMs, prefix: first.prefix });
  const ofThird = await third.log.lead("part", part("third"));
  expect(events).toHaveLength(3);
  for (const stop of [ofThird.stop, ofSecond.stop, first.log.close, second.log.close, third.log.close])
    await stop();
});
