import { describe, expect, it, vi } from "vitest";
import { type EventLog, LogClosedError, LogFailedError } from "./event-log.ts";
import type { LogRecord, NewRecord } from "./record.ts";

interface TestTopics {
  odd: number;
  even: number;
}

/** Opens a fresh log with one partition a topic for one test; `failures` collects what its owner was told. */
export type OpenLog = (options: { capacity?: number }) => Promise<{
  log: EventLog<TestTopics>;
  failures: Error[];
  close: () => Promise<void>;
}>;

function numbers(...values: number[]): NewRecord<number>[] {
  return values.map((value) => ({ key: `k${value}`, value, timestampMs: value * 1_000 }));
}

const WAIT = { timeout: 20_000, interval: 5 };

/** Collects what a group reads. */
function collect() {
  const seen: LogRecord<number>[] = [];
  return {
    seen,
    values: () => seen.map((record) => record.value),
    onBatch: async (records: readonly LogRecord<number>[]) => void seen.push(...records),
    atLeast: (count: number) => vi.waitUntil(() => seen.length >= count, WAIT),
  };
}

/** What every event log must do; run it against each adapter. */
export function describeEventLog(name: string, open: OpenLog): void {
  describe(`${name} as an event log`, () => {
    describeDelivery(open);
    describeSafety(open);
  });
}

function describeDelivery(open: OpenLog): void {
  it("delivers a topic's records in order with their key, time and offset", async () => {
    const { log, close } = await open({});
    const sink = collect();
    log.subscribe({ topics: ["odd"], group: "sink", isDurable: true, onBatch: sink.onBatch });
    await log.append("odd", numbers(1, 3));
    await log.append("even", numbers(2));
    await log.append("odd", numbers(5));
    await sink.atLeast(3);
    await close();
    expect(sink.seen.map((r) => [r.topic, r.key, r.value, r.timestampMs, r.offset])).toEqual([
      ["odd", "k1", 1, 1_000, 0],
      ["odd", "k3", 3, 3_000, 1],
      ["odd", "k5", 5, 5_000, 2],
    ]);
  });

  it("gives every group every record", async () => {
    const { log, close } = await open({});
    const sinks = [collect(), collect()];
    sinks.forEach(({ onBatch }, index) => {
      log.subscribe({ topics: ["odd", "even"], group: `group-${index}`, isDurable: true, onBatch });
    });
    await Promise.all([log.append("odd", numbers(1, 3)), log.append("even", numbers(2))]);
    for (const sink of sinks) await sink.atLeast(3);
    await close();
    for (const sink of sinks) expect(sink.values().toSorted()).toEqual([1, 2, 3]);
  });

  it("keeps the order of many small appends, in batches no larger than asked", async () => {
    const { log, close } = await open({});
    const sink = collect();
    const sizes: number[] = [];
    log.subscribe({
      topics: ["odd"],
      group: "sink",
      isDurable: true,
      maxBatch: 40,
      onBatch: async (records) => {
        sizes.push(records.length);
        await sink.onBatch(records);
      },
    });
    const sent = Array.from({ length: 300 }, (_, index) => index);
    await Promise.all(sent.map((value) => log.append("odd", numbers(value))));
    await sink.atLeast(sent.length);
    await close();
    expect(sink.values()).toEqual(sent);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(40);
  });

  it("gives a subscription that is not durable what comes once it is ready", async () => {
    const { log, close } = await open({});
    await log.append("odd", numbers(1));
    const tail = collect();
    const { ready } = log.subscribe({
      topics: ["odd", "even"],
      group: "tail",
      isDurable: false,
      onBatch: tail.onBatch,
    });
    await ready;
    await log.append("odd", numbers(3));
    await tail.atLeast(1);
    await log.append("even", numbers(4));
    await tail.atLeast(2);
    await close();
    expect(tail.values()).toEqual([3, 4]);
  });
}

function describeSafety(open: OpenLog): void {
  it("does not wait for groups that are not durable", async () => {
    const { log, close } = await open({});
    const release = Promise.withResolvers<void>();
    const { ready } = log.subscribe({
      topics: ["odd"],
      group: "live",
      isDurable: false,
      onBatch: () => release.promise,
    });
    await ready;
    await log.append("odd", numbers(1));
    release.resolve();
    await close();
  });

  it("refuses records after it was closed", async () => {
    const { log, close } = await open({});
    await log.append("odd", numbers(1));
    await log.close();
    await expect(log.append("odd", numbers(5))).rejects.toThrow(LogClosedError);
    await close();
  });

  it("tells its owner when a group fails, and takes nothing more", async () => {
    const { log, failures, close } = await open({});
    const cause = new Error("connection lost");
    log.subscribe({ topics: ["odd"], group: "sink", isDurable: true, onBatch: () => Promise.reject(cause) });
    await log.append("odd", numbers(1)).catch(() => {});
    await vi.waitUntil(() => failures.length > 0, WAIT);
    expect(failures).toHaveLength(1);
    expect(failures[0]).toBeInstanceOf(LogFailedError);
    expect(failures[0]?.cause).toBe(cause);
    await expect(log.append("odd", numbers(3))).rejects.toThrow(LogFailedError);
    await close();
  });

  it("runs a part of which there is one, until it is stopped", async () => {
    const { log, close } = await open({});
    const events: string[] = [];
    const part = await log.lead("part", async () => {
      events.push("started");
      return { value: undefined, stop: () => void events.push("stopped") };
    });
    expect(events).toEqual(["started"]);
    await part.stop();
    expect(events).toEqual(["started", "stopped"]);
    await close();
  });
}
