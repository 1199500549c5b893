import { expect, it } from "vitest";
import { describeEventLog } from "./event-log.contract.ts";
import { LogFailedError } from "./event-log.ts";
import { createMemoryLog } from "./memory-log.ts";

describeEventLog("the memory log", async ({ capacity }) => {
  const failures: Error[] = [];
  const log = createMemoryLog<{ odd: number; even: number }>({
    ...(capacity === undefined ? {} : { capacity }),
    onFailure: (error) => failures.push(error),
  });
  return { log, failures, close: () => log.close() };
});

function record(value: number) {
  return { key: String(value), value, timestampMs: value };
}

it("makes writers wait while a reader's buffer is full, and keeps their order", async () => {
  const log = createMemoryLog<{ n: number }>({ capacity: 2, onFailure: () => {} });
  const gates: (() => void)[] = [];
  const seen: number[] = [];
  log.subscribe({
    topics: ["n"],
    group: "slow",
    isDurable: false,
    maxBatch: 1,
    onBatch: async (records) => {
      await new Promise<void>((resolve) => gates.push(resolve));
      seen.push(...records.map((r) => r.value));
    },
  });
  const done: number[] = [];
  const appends = [0, 1, 2, 3, 4].map((n) => log.append("n", [record(n)]).then(() => done.push(n)));
  await new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
  expect(done).toEqual([0, 1]);
  for (let released = 0; released < 5; released++) {
    while (gates.length <= released) await new Promise((resolve) => setImmediate(resolve));
    gates[released]?.();
  }
  await Promise.all(appends);
  await log.close();
  expect(seen).toEqual([0, 1, 2, 3, 4]);
});

it("commits many small appends in few batches", async () => {
  const log = createMemoryLog<{ n: number }>({ onFailure: () => {} });
  const sizes: number[] = [];
  log.subscribe({
    topics: ["n"],
    group: "sink",
    isDurable: true,
    maxBatch: 50,
    onBatch: async (records) => void sizes.push(records.length),
  });
  await Promise.all(Array.from({ length: 120 }, (_, n) => log.append("n", [record(n)])));
  expect(sizes).toEqual([50, 50, 20]);
});

async function isSettled(promise: Promise<unknown>): Promise<boolean> {
  const pending = Symbol("pending");
  const rest = new Promise((resolve) => setImmediate(() => setImmediate(() => resolve(pending))));
  const first = await Promise.race([promise.catch(() => "failed"), rest]);
  return first !== pending;
}

it("does not call records safe before the durable group has committed them", async () => {
  const log = createMemoryLog<{ n: number }>({ onFailure: () => {} });
  const commit = Promise.withResolvers<void>();
  log.subscribe({ topics: ["n"], group: "sink", isDurable: true, onBatch: () => commit.promise });
  const appended = log.append("n", [record(1)]);
  expect(await isSettled(appended)).toBe(false);
  commit.resolve();
  await appended;
  await log.close();
});

it("commits what it held when it is closed, and fails appends whose group fails", async () => {
  const log = createMemoryLog<{ n: number }>({ onFailure: () => {} });
  const seen: number[] = [];
  log.subscribe({
    topics: ["n"],
    group: "sink",
    isDurable: true,
    onBatch: async (records) => void seen.push(...records.map((r) => r.value)),
  });
  const appended = log.append("n", [record(1), record(3)]);
  await log.close();
  await appended;
  expect(seen).toEqual([1, 3]);

  const failing = createMemoryLog<{ n: number }>({ onFailure: () => {} });
  const onBatch = () => Promise.reject(new Error("connection lost"));
  failing.subscribe({ topics: ["n"], group: "sink", isDurable: true, onBatch });
  await expect(failing.append("n", [record(1)])).rejects.toThrow(LogFailedError);
});
