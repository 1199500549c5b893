import type { Anomaly } from "@arterial/domain/traffic/anomaly";
import type { Bottleneck } from "@arterial/domain/traffic/bottleneck";
import type { Queue } from "@arterial/domain/traffic/queue";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "../../testing/test-database.ts";
import { readAnomalies, writeAnomalies } from "./anomalies.ts";
import { readBottlenecks, writeBottlenecks } from "./bottlenecks.ts";
import {
  markCongestionTold,
  readCongestionMemory,
  readNewestFinding,
  writeCongestion,
} from "./congestion-memory.ts";
import { readOpenQueues, readQueueGrowth, readQueues, writeQueues } from "./queues.ts";

const NOW = Date.parse("2026-06-01T12:00:00Z");
const MINUTE = 60_000;
const RANGE = { fromMs: NOW - 60 * MINUTE, toMs: NOW + 60 * MINUTE, limit: 10 };

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

function queue(id: string, minute: number, fields: Partial<Queue> = {}): Queue {
  return {
    id,
    place: "Ring Road",
    startedAt: NOW,
    peakAt: NOW + minute * MINUTE,
    peakLengthM: 300 + minute,
    peakVehicles: 40,
    delayVehH: minute,
    endedAt: null,
    end: null,
    mergedInto: null,
    splitFrom: null,
    state: {
      at: NOW + minute * MINUTE,
      headSegmentId: "c",
      headPoint: [11, 54],
      tailSegmentId: "a",
      tailPoint: [11.1, 54],
      path: ["c", "b", "a"],
      segmentIds: ["c", "b", "a", "side"],
      lengthM: 300 + minute,
      growthMPerMin: 1,
      vehicles: 40,
      speedKmh: 9,
      ratio: 0.2,
      delayVehH: 1,
      isSevere: true,
      isUnusual: true,
    },
    ...fields,
  };
}

describe("queues in the database", () => {
  it("are one row each and one row for every minute, and are read back as they were", async () => {
    for (const minute of [1, 2, 3]) await writeQueues(database.pool, [queue("q1", minute)]);
    await writeQueues(database.pool, [queue("q1", 3), queue("q2", 1)]);
    expect(await readOpenQueues(database.pool)).toEqual([queue("q1", 3), queue("q2", 1)]);
    const growth = await readQueueGrowth(database.pool, "q1");
    expect(growth.map(({ t, lengthM }) => [(t - NOW) / MINUTE, lengthM])).toEqual([
      [1, 301],
      [2, 302],
      [3, 303],
    ]);
  });

  it("leave the open ones when they end, and are listed newest first by page", async () => {
    const ended = queue("q2", 1, { endedAt: NOW + MINUTE, end: "merged", mergedInto: "q1" });
    await writeQueues(database.pool, [ended]);
    expect((await readOpenQueues(database.pool)).map(({ id }) => id)).toEqual(["q1"]);
    expect(await readQueues(database.pool, { ...RANGE, limit: 1 })).toEqual([ended]);
    const next = await readQueues(database.pool, { ...RANGE, after: [NOW, "q2"] });
    expect(next.map(({ id }) => id)).toEqual(["q1"]);
    expect(await readQueues(database.pool, { ...RANGE, isOpen: false })).toEqual([ended]);
  });
});

it("bottlenecks are one row from their first point to their last", async () => {
  const bottleneck: Bottleneck = {
    id: "c-1",
    rule: "urban-scaled",
    place: "Ring Road",
    upstreamSegmentId: "c",
    downstreamSegmentId: "d",
    startedAt: NOW,
    lastAt: NOW + 25 * MINUTE,
    endedAt: null,
    durationS: 1_500,
    extentM: 420,
    delayVehH: 12.5,
  };
  await writeBottlenecks(database.pool, [bottleneck]);
  const ended = { ...bottleneck, lastAt: NOW + 35 * MINUTE, endedAt: NOW + 35 * MINUTE, durationS: 2_100 };
  await writeBottlenecks(database.pool, [bottleneck, ended]);
  expect(await readBottlenecks(database.pool, RANGE)).toEqual([ended]);
  expect(await readBottlenecks(database.pool, { ...RANGE, isOpen: true })).toEqual([]);
});

it("anomalies are one row from their first window to their last", async () => {
  const anomaly: Anomaly = {
    segmentId: "c",
    reason: "speed_below_typical",
    startedAt: NOW,
    endedAt: null,
    peakScore: -6,
    score: -6,
    value: 9,
    median: 42,
    mad: 2,
  };
  await writeAnomalies(database.pool, [anomaly]);
  const later = { ...anomaly, score: -4.5, endedAt: NOW + 10 * MINUTE };
  await writeAnomalies(database.pool, [later]);
  expect(await readAnomalies(database.pool, { ...RANGE, segmentId: "c" })).toEqual([later]);
  expect(await readAnomalies(database.pool, { ...RANGE, isOpen: true })).toEqual([]);
});

describe("how far congestion was taken", () => {
  const nothing = { queues: [], bottlenecks: [], anomalies: [] };
  const row = { sizeS: 60, takenTo: NOW + 5 * MINUTE, memory: { lengths: {} }, untold: ["q9"] };

  it("is stored with what was found, or neither is", async () => {
    await writeCongestion(database.pool, { ...nothing, queues: [queue("q9", 6)] }, row);
    expect(await readCongestionMemory(database.pool)).toEqual([row]);
    const broken = queue("q10", 7, { peakLengthM: Number.NaN, place: null as never });
    const later = { ...row, takenTo: NOW + 6 * MINUTE };
    await expect(
      writeCongestion(database.pool, { ...nothing, queues: [broken] }, later),
    ).rejects.toMatchObject({
      code: "23502",
    });
    expect(await readCongestionMemory(database.pool)).toEqual([row]);
  });

  it("forgets what was told, and takes the word of newer windows", async () => {
    await markCongestionTold(database.pool, 60);
    expect(await readCongestionMemory(database.pool)).toEqual([{ ...row, untold: null }]);
    const later = { ...row, takenTo: NOW + 7 * MINUTE, untold: null };
    const points = { sizeS: 300, takenTo: NOW, memory: {}, untold: null };
    for (const next of [later, points]) await writeCongestion(database.pool, nothing, next);
    expect(await readCongestionMemory(database.pool)).toEqual([later, points]);
  });

  it("is as far as the newest finding at least", async () => {
    const newest = await readNewestFinding(database.pool);
    expect([...newest]).toEqual([
      [60, NOW + 5 * MINUTE],
      [300, NOW + 30 * MINUTE],
    ]);
    const empty = await createTestDatabase();
    expect([...(await readNewestFinding(empty.pool))]).toEqual([]);
    await empty.drop();
  });
});
