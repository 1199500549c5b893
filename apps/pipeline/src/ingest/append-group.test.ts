import type { Observation } from "@arterial/domain/observation";
import { createMemoryLog } from "@arterial/streams/memory-log";
import type { NewRecord } from "@arterial/streams/record";
import { expect, it } from "vitest";
import type { PipelineTopics } from "../topics.ts";
import { createAppendGroups } from "./append-group.ts";

function record(ts: number): NewRecord<Observation> {
  const value = { kind: "air", deviceId: "air-1", receivedAt: ts, reading: { ts, pm25: 1 } } as const;
  return { key: "air-1", value, timestampMs: ts };
}

function createGroups(onBatch: (times: number[]) => Promise<void>) {
  const log = createMemoryLog<PipelineTopics>({ onFailure: () => {} });
  log.subscribe({
    topics: ["air-quality"],
    group: "sink",
    isDurable: true,
    onBatch: (records) => onBatch(records.map(({ timestampMs }) => timestampMs)),
  });
  return createAppendGroups(log);
}

it("gives one group for a turn of the event loop and another for the next, appended in order", async () => {
  const stored: number[] = [];
  const currentGroup = createGroups(async (times) => void stored.push(...times));
  const first = currentGroup();
  first.add("air", [record(1)]);
  currentGroup().add("air", [record(2)]);
  expect(currentGroup()).toBe(first);
  await new Promise(setImmediate);
  const second = currentGroup();
  expect(second).not.toBe(first);
  second.add("air", [record(3)]);
  await Promise.all([first.safe, second.safe]);
  expect(stored).toEqual([1, 2, 3]);
});

it("tells each message its own counts, and not before everything is stored", async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  let isTold = false;
  const group = createGroups(() => promise)();
  group.add("air", [record(1), record(2), record(3)]);
  const counts = Promise.all([group.whenAccepted(1), group.whenAccepted(2)]).finally(() => {
    isTold = true;
  });
  for (let turn = 0; turn < 5; turn++) await new Promise(setImmediate);
  expect(isTold).toBe(false);
  resolve();
  expect(await counts).toEqual([
    { accepted: 1, refused: 0 },
    { accepted: 2, refused: 0 },
  ]);
});

it("is safe without any record, since a message may hold nothing but repeats", async () => {
  const group = createGroups(async () => {})();
  expect(await group.whenAccepted(2)).toEqual({ accepted: 2, refused: 0 });
});

it("tells every message when the log failed", async () => {
  const group = createGroups(() => Promise.reject(new Error("no database")))();
  group.add("air", [record(1)]);
  await expect(group.whenAccepted(1)).rejects.toThrow("sink");
  await expect(group.safe).rejects.toThrow("sink");
});
