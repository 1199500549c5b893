import { describe, expect, it } from "vitest";
import { type EventLog, LogClosedError, LogFailedError } from "./event-log.ts";
import type { LogRecord, NewRecord } from "./record.ts";

interface TestTopics {
  odd: number;
  even: number;
}

/** Opens a fresh log for one test; `failures` collects what its owner was told. */
export type OpenLog = (options: { capacity?: number }) => Promise<{
  log: EventLog<TestTopics>;
  failures: Error[];
  close: () => Promise<void>;
}>;

function numbers(...values: number[]): NewRecord<number>[] {
  return values.map((value) => ({ key: `k${value}`, value, timestampMs: value * 1_000 }));
}

async function isSettled(promise: Promise<unknown>): Promise<boolean> {
  const pending = Symbol("pending");
  const rest = new Promise((resolve) => setImmediate(() => setImmediate(() => resolve(pending))));
  const first = await Promise.race([promise.catch(() => "failed"), rest]);
  return first !== pending;
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
    const seen: LogRecord<number>[] = [];
    log.subscribe({
      topics: ["odd"],
      group: "sink",
      isDurable: true,
      onBatch: async (records) => void seen.push(...records),
    });
    await log.append("odd", numbers(1, 3));
    await log.append("even", numbers(2));
    await log.append("odd", numbers(5));
    await close();
    expect(seen.map((r) => [r.topic, r.key, r.value, r.timestampMs, r.offset])).toEqual([
      ["odd", "k1", 1, 1_000, 0],
      ["odd", "k3", 3, 3_000, 1],
      ["odd", "k5", 5, 5_000, 2],
    ]);
  });

  it("gives every group every record", async () => {
    const { log, close } = await open({});
    const seen: Record<string, number[]> = { a: [], b: [] };
    for (const group of ["a", "b"]) {
      log.subscribe({
        topics: ["odd", "even"],
        group,
        isDurable: true,
        onBatch: async (records) => void seen[group]?.push(...records.map((r) => r.value)),
      });
    }
    await Promise.all([log.append("odd", numbers(1, 3)), log.append("even", numbers(2))]);
    await close();
    expect(seen.a?.toSorted()).toEqual([1, 2, 3]);
    expect(seen.b?.toSorted()).toEqual([1, 2, 3]);
  });
}

function describeSafety(open: OpenLog): void {
  it("does not call records safe before the durable group has committed them", async () => {
    const { log, close } = await open({});
    const commit = Promise.withResolvers<void>();
    log.subscribe({ topics: ["odd"], group: "sink", isDurable: true, onBatch: () => commit.promise });
    const appended = log.append("odd", numbers(1));
    expect(await isSettled(appended)).toBe(false);
    commit.resolve();
    await appended;
    await close();
  });

  it("does not wait for groups that are not durable", async () => {
    const { log, close } = await open({});
    const release = Promise.withResolvers<void>();
    log.subscribe({ topics: ["odd"], group: "live", isDurable: false, onBatch: () => release.promise });
    await log.append("odd", numbers(1));
    release.resolve();
    await close();
  });

  it("refuses records after it was closed, and commits what it held", async () => {
    const { log, close } = await open({});
    const seen: number[] = [];
    log.subscribe({
      topics: ["odd"],
      group: "sink",
      isDurable: true,
      onBatch: async (records) => void seen.push(...records.map((r) => r.value)),
    });
    const appended = log.append("odd", numbers(1, 3));
    await log.close();
    await appended;
    expect(seen).toEqual([1, 3]);
    await expect(log.append("odd", numbers(5))).rejects.toThrow(LogClosedError);
    await close();
  });

  it("fails appends and tells its owner when a group fails", async () => {
    const { log, failures, close } = await open({});
    const cause = new Error("connection lost");
    log.subscribe({
      topics: ["odd"],
      group: "sink",
      isDurable: true,
      onBatch: () => Promise.reject(cause),
    });
    await expect(log.append("odd", numbers(1))).rejects.toThrow(LogFailedError);
    expect(failures).toHaveLength(1);
    expect(failures[0]?.cause).toBe(cause);
    await expect(log.append("odd", numbers(3))).rejects.toThrow();
    await close();
  });
}
