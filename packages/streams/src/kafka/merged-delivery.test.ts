import { WAIT } from "@arterial/runtime/testing/wait";
import { expect, it, vi } from "vitest";
import { createBrokerTime } from "./broker-time.ts";
import { createMergedDelivery } from "./merged-delivery.ts";

const RECORD = { topic: "n", partition: 0, key: "k", timestampMs: 0 };

/** Records of a partition, named by the time at which they were appended. */
function records(from: number, ...times: number[]) {
  return times.map((appendedAt, index) => ({
    appendedAt,
    receivedAt: appendedAt,
    record: { ...RECORD, value: appendedAt, offset: from + index },
  }));
}

const GIVE_UP_AFTER_REACHES = 3;

function open(isOrdered: boolean) {
  const events: string[] = [];
  const failures: unknown[] = [];
  const clock = { now: 0 };
  let hold: Promise<void> | undefined;
  const delivery = createMergedDelivery({
    maxBatch: 2,
    onBatch: async (batch) => {
      await hold;
      events.push(...batch.map(({ value }) => `given ${value}`));
    },
    ...(isOrdered
      ? { onCompleteUntil: async (untilMs: number) => void events.push(`complete until ${untilMs}`) }
      : {}),
    brokerTime: createBrokerTime({
      onClocksDiffer: () => {},
      monotonic: () => clock.now,
      wall: () => clock.now,
    }),
    giveUpAfterReaches: GIVE_UP_AFTER_REACHES,
    onFailure: (cause) => void failures.push(cause),
  });
  const push = (partition: string, next: number, ...times: number[]) =>
    delivery.push(partition, records(next - times.length, ...times), { next, pause: () => () => {} });
  const reach = (askedAt: number, ends: Record<string, number>) => {
    clock.now = Math.max(clock.now, askedAt);
    delivery.reach({ askedAt, ends: new Map(Object.entries(ends)) });
  };
  const until = (count: number) => vi.waitUntil(() => events.length >= count, WAIT);
  const holdBatches = () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    hold = promise;
    return resolve;
  };
  return { delivery, events, failures, clock, push, reach, until, holdBatches };
}

/** Lets what has been started go as far as it can without anything new. */
const settled = () => new Promise(setImmediate);

it("gives a record at once where the order does not matter", async () => {
  const { delivery, events, push, until } = open(false);
  delivery.merge.expect("a", 0, 0);
  delivery.merge.expect("b", 0, 0);
  push("a", 1, 5_000);
  await until(1);
  expect(events).toEqual(["given 5000"]);
});

it("waits for a partition whose records are known to be there, however long its reader takes", async () => {
  const { delivery, events, clock, push, reach, until } = open(true);
  delivery.merge.expect("a", 0, 0);
  delivery.merge.expect("b", 0, 0);
  clock.now = 9_000;
  push("a", 3, 1_000, 2_000, 9_000);
  reach(5_000, { a: 3, b: 1 });
  reach(9_000, { a: 3, b: 1 });
  await settled();
  expect(events).toEqual([]);
  push("b", 1, 1_500);
  await until(4);
  expect(events).toEqual(["given 1000", "given 1500", "given 2000", "complete until 8750"]);
  reach(10_000, { a: 3, b: 1 });
  await until(6);
  expect(events.slice(4)).toEqual(["given 9000", "complete until 9740"]);
});

it("knows nothing to be complete before it knows of all that it reads", async () => {
  const { delivery, events, clock, push, reach, until } = open(true);
  clock.now = 5_000;
  reach(5_000, { a: 0, b: 0 });
  delivery.merge.expect("a", 0, 0);
  push("a", 1, 5_000);
  reach(6_000, { a: 1, b: 0 });
  await settled();
  expect(events).toEqual(["given 5000"]);
  delivery.merge.expect("b", 0, 0);
  reach(7_000, { a: 1, b: 0 });
  await until(2);
  expect(events).toEqual(["given 5000", "complete until 6730"]);
});

it("tells nothing any more once it was stopped", async () => {
  const { delivery, events, push, reach } = open(true);
  delivery.merge.expect("a", 0, 0);
  await delivery.stop();
  push("a", 1, 1_000);
  reach(5_000, { a: 1 });
  await settled();
  expect(events).toEqual([]);
});

it.each([
  { what: "ahead of", aheadMs: 5_250 },
  { what: "behind", aheadMs: -5_250 },
])(
  "keeps the order and the brokers' time where this machine's clock is $what theirs",
  async ({ aheadMs }) => {
    const { delivery, events, clock, push, reach, until } = open(true);
    delivery.merge.expect("a", 0, 0);
    delivery.merge.expect("b", 0, 0);
    // A record of each in turn every tenth of a second; those of one come as long after they were appended.
    const ends = { a: 0, b: 0 };
    let given = 0;
    for (let brokerMs = 100_000; brokerMs < 103_000; brokerMs += 100) {
      clock.now = brokerMs + aheadMs;
      ends.a += 1;
      push("a", ends.a, brokerMs);
      reach(clock.now, { ...ends });
      await settled();
      ends.b += 1;
      push("b", ends.b, brokerMs - 50);
      await settled();
      for (const event of events.slice(given)) {
        const time = Number(event.split(" ").at(-1));
        expect(time).toBeLessThanOrEqual(brokerMs);
      }
      given = events.length;
    }
    clock.now += 1_000;
    reach(clock.now, ends);
    await until(given + 1);
    await settled();
    const times = events.filter((event) => event.startsWith("given")).map((event) => Number(event.slice(6)));
    expect(times).toHaveLength(60);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    expect(events.filter((event) => event.startsWith("complete")).length).toBeGreaterThan(20);
  },
);

it("fails when nothing comes of a partition that goes on, although others do", () => {
  const { delivery, failures, push, reach } = open(true);
  delivery.merge.expect("live", 0, 0);
  delivery.merge.expect("silent", 0, 0);
  for (let reached = 1; reached <= GIVE_UP_AFTER_REACHES; reached++) {
    push("live", reached, reached * 250);
    reach(reached * 250, { live: reached, silent: 1 });
  }
  expect(failures).toEqual([]);
  reach(5_000, { live: 10, silent: 1 });
  expect(failures).toMatchObject([{ message: expect.stringContaining("silent") }]);
});

it("fails when a partition is never begun", () => {
  const { delivery, failures, reach } = open(true);
  delivery.merge.expect("begun", 0, 0);
  for (let reached = 0; reached <= GIVE_UP_AFTER_REACHES; reached++) {
    expect(failures).toEqual([]);
    reach(reached * 250, { begun: 0, added: 0 });
  }
  expect(failures).toMatchObject([{ message: expect.stringContaining("added") }]);
});

it("waits as long as need be while a backlog is read, or a batch is being handed over", async () => {
  const { delivery, failures, events, push, reach, until, holdBatches } = open(true);
  delivery.merge.expect("large", 0, 0);
  delivery.merge.expect("next in turn", 0, 0);
  const ends = { large: 1_000, "next in turn": 1 };
  reach(0, ends);
  for (let read = 1; read < 100; read++) {
    push("large", read, read);
    reach(read * 250, ends);
  }
  const release = holdBatches();
  push("next in turn", 1, 1);
  for (let more = 100; more < 200; more++) reach(more * 250, ends);
  release();
  await until(100);
  await settled();
  expect(events).toHaveLength(100);
  expect(failures).toEqual([]);
});
