import { expect, it, vi } from "vitest";
import { createMergedDelivery } from "./merged-delivery.ts";

const RECORD = { topic: "n", partition: 0, key: "k", timestampMs: 0 };

/** Records of a partition, named by the time at which they were appended. */
function records(from: number, ...times: number[]) {
  return times.map((appendedAt, index) => ({
    appendedAt,
    record: { ...RECORD, value: appendedAt, offset: from + index },
  }));
}

function open(isOrdered: boolean) {
  const events: string[] = [];
  const delivery = createMergedDelivery({
    maxBatch: 2,
    onBatch: async (batch) => void events.push(...batch.map(({ value }) => `given ${value}`)),
    ...(isOrdered
      ? { onCompleteUntil: async (untilMs: number) => void events.push(`complete until ${untilMs}`) }
      : {}),
    onFailure: (cause) => {
      throw cause;
    },
  });
  const push = (partition: string, next: number, ...times: number[]) =>
    delivery.push(partition, records(next - times.length, ...times), { next, pause: () => () => {} });
  const reach = (askedAt: number, ends: Record<string, number>) =>
    delivery.reach({ askedAt, ends: new Map(Object.entries(ends)) });
  const until = (count: number) => vi.waitUntil(() => events.length >= count);
  return { delivery, events, push, reach, until };
}

it("gives a record at once where the order does not matter", async () => {
  const { delivery, events, push, until } = open(false);
  delivery.merge.expect("a", 0, 0);
  delivery.merge.expect("b", 0, 0);
  push("a", 1, 5_000);
  await until(1);
  expect(events).toEqual(["given 5000"]);
});

it("waits for a partition whose records are known to be there, however long its reader takes", async () => {
  const { delivery, events, push, reach, until } = open(true);
  delivery.merge.expect("a", 0, 0);
  delivery.merge.expect("b", 0, 0);
  push("a", 3, 1_000, 2_000, 9_000);
  reach(5_000, { a: 3, b: 1 });
  reach(9_000, { a: 3, b: 1 });
  await Promise.resolve();
  expect(events).toEqual([]);
  push("b", 1, 1_500);
  await until(4);
  expect(events).toEqual(["given 1000", "given 1500", "given 2000", "complete until 8750"]);
  reach(10_000, { a: 3, b: 1 });
  await until(6);
  expect(events.slice(4)).toEqual(["given 9000", "complete until 9750"]);
});

it("knows nothing to be complete before it knows of all that it reads", async () => {
  const { delivery, events, reach, until } = open(true);
  reach(5_000, { a: 0, b: 0 });
  delivery.merge.expect("a", 0, 0);
  reach(6_000, { a: 0, b: 0 });
  await Promise.resolve();
  expect(events).toEqual([]);
  delivery.merge.expect("b", 0, 0);
  reach(7_000, { a: 0, b: 0 });
  await until(1);
  expect(events).toEqual(["complete until 6750"]);
});

it("tells nothing any more once it was stopped", async () => {
  const { delivery, events, push, reach } = open(true);
  delivery.merge.expect("a", 0, 0);
  await delivery.stop();
  push("a", 1, 1_000);
  reach(5_000, { a: 1 });
  await Promise.resolve();
  expect(events).toEqual([]);
});
