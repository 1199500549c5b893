import type { SegmentMetric } from "@arterial/domain/traffic/segment-metric";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { inTransaction } from "../../pool.ts";
import { createTestDatabase, type TestDatabase } from "../../testing/test-database.ts";
import { advanceBackfill } from "../write-backfill.ts";
import { type DaySums, readDaySums, sumUpDays } from "./day-sums.ts";
import { settleQuarter, takeDueQuarter } from "./due-quarters.ts";
import { writeSegmentMetrics } from "./write-segment-metrics.ts";

const QUARTER_MS = 900_000;
const DAY_MS = 86_400_000;
const TIME_ZONE = "Europe/Berlin";
/** A local noon; the days before are its past. */
const NOON = Date.parse("2026-07-08T10:00:00Z");

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterEach(() =>
  database.pool.query(
    `truncate timeseries.segment_metric_5m, timeseries.segment_metric_15m, timeseries.quarter_hour_due,
      timeseries.traffic_day, timeseries.backfill_state`,
  ),
);
afterAll(() => database.drop());

function quarter(segmentId: string, startAt: number, vehicleKm: number): SegmentMetric {
  return {
    ...{ segmentId, startAt, sizeS: 900, vehicleKm, vehicleHours: vehicleKm / 40, vehicles: 3, flowVph: 40 },
    ...{ speedKmh: 40, densityVpkm: 1, occupancy: null, freeFlowKmh: 50, freeFlowSource: "posted" },
    ...{ ratio: 0.8, congestionClass: "light", quality: { observed: 1, imputed: 0, suspect: 0 } },
    isCorrected: false,
  };
}

/** What is usual, in place of what was not measured. */
const usual = (segmentId: string, startAt: number): SegmentMetric => ({
  ...quarter(segmentId, startAt, 100),
  quality: { observed: 0, imputed: 1, suspect: 0 },
});

const store = (...metrics: SegmentMetric[]) => writeSegmentMetrics(database.pool, 900, metrics);

async function sumUpAt(nowMs: number): Promise<number> {
  let steps = 0;
  for await (const _ of sumUpDays(database.pool, { timeZone: TIME_ZONE, nowMs })) steps += 1;
  return steps;
}

const read = (limit = 10, beforeDay: string | null = null) =>
  readDaySums(database.pool, { timeZone: TIME_ZONE, beforeDay, limit });

/** Stores a quarter-hour as the roll-up does: with the end of its being due, in one transaction. */
async function rollUp(metric: SegmentMetric, meanwhile?: () => Promise<unknown>): Promise<void> {
  const { startAt } = metric;
  await writeSegmentMetrics(database.pool, 300, [{ ...metric, sizeS: 300 }]);
  await inTransaction(database.pool, async (client) => {
    const version = await takeDueQuarter(client, startAt);
    await writeSegmentMetrics(client, 900, [metric]);
    await settleQuarter(client, startAt, version ?? "");
    await meanwhile?.();
  });
}

async function kmOn(day: string): Promise<number | undefined> {
  return (await read()).days.find((sums) => sums.day === day)?.vehicleKm;
}

/** Resolves when some session of the database waits for a lock. */
async function untilSomebodyWaits(): Promise<void> {
  await vi.waitFor(async () => {
    const { rowCount } = await database.pool.query(
      "select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
    );
    expect(rowCount).toBe(1);
  }, 10_000);
}

/** Puts other figures in the place of what was summed up, so that it shows where they are read from. */
const forge = () => database.pool.query("update timeseries.traffic_day set vehicle_km = -1");

describe("sums of a day", () => {
  it("are of the local day: travel, mean share observed, segments and quarter-hours", async () => {
    const midnight = Date.parse("2026-07-07T22:00:00Z");
    await store(quarter("a", midnight - QUARTER_MS, 1), quarter("a", midnight, 2), quarter("b", midnight, 4));
    await store({ ...quarter("a", NOON, 8), quality: { observed: 0.25, imputed: 0, suspect: 0 } });
    const expected: DaySums[] = [
      { day: "2026-07-08", vehicleKm: 14, vehicleHours: 0.35, observed: 0.75, segments: 2, quarterHours: 2 },
      { day: "2026-07-07", vehicleKm: 1, vehicleHours: 0.025, observed: 1, segments: 1, quarterHours: 1 },
    ];
    expect(await read()).toEqual({ days: expected, hasMore: false });
    expect(await sumUpAt(NOON + DAY_MS)).toBe(2);
    expect(await read()).toEqual({ days: expected, hasMore: false });
  });

  it("do not count what is usual as travel, but say how little was observed", async () => {
    await store(quarter("a", NOON, 3), usual("b", NOON), usual("a", NOON + QUARTER_MS));
    expect((await read()).days).toMatchObject([
      { vehicleKm: 3, vehicleHours: 0.075, observed: 1 / 3, segments: 2, quarterHours: 2 },
    ]);
    await store(usual("a", NOON));
    expect((await read()).days).toMatchObject([{ vehicleKm: 0, vehicleHours: 0, observed: 0 }]);
  });
});

describe("which days are summed up", () => {
  it("are those that are over, once; the running one is told as it is now", async () => {
    await store(quarter("a", NOON, 1), quarter("a", NOON - DAY_MS, 2));
    expect(await sumUpAt(NOON)).toBe(1);
    expect(await sumUpAt(NOON)).toBe(0);
    await forge();
    await store(quarter("b", NOON, 5));
    expect((await read()).days.map(({ vehicleKm }) => vehicleKm)).toEqual([6, -1]);
  });

  it("are those again of which a quarter-hour was rolled up again, and those days alone", async () => {
    await store(quarter("a", NOON - DAY_MS, 1), quarter("a", NOON - 2 * DAY_MS, 2));
    await sumUpAt(NOON);
    await rollUp(quarter("a", NOON - DAY_MS, 7));
    await database.pool.query("update timeseries.traffic_day set vehicle_km = -1 where version = 1");
    expect((await read()).days.map(({ vehicleKm }) => vehicleKm)).toEqual([7, -1]);
    expect(await sumUpAt(NOON)).toBe(1);
    expect(await kmOn("2026-07-07")).toBe(7);
  });

  it("are summed up with what is just being rolled up", async () => {
    await store(quarter("a", NOON - DAY_MS, 1));
    let summed: Promise<number> | undefined;
    await rollUp(quarter("a", NOON - DAY_MS, 7), async () => {
      summed = sumUpAt(NOON);
      await untilSomebodyWaits();
    });
    expect(await summed).toBe(1);
    expect(await sumUpAt(NOON)).toBe(0);
    expect(await kmOn("2026-07-07")).toBe(7);
  });

  it("are all of them when history was loaded", async () => {
    await store(quarter("a", NOON - DAY_MS, 1), quarter("a", NOON - 2 * DAY_MS, 2));
    await sumUpAt(NOON);
    await database.pool.query(
      "insert into timeseries.backfill_state (name, total_rows) values ('history', 2)",
    );
    await store(quarter("b", NOON - DAY_MS, 10));
    await advanceBackfill(database.pool, { name: "history", doneRows: 1, isFinished: false });
    expect(await kmOn("2026-07-07")).toBe(11);
    expect(await sumUpAt(NOON)).toBe(2);
  });
});

describe("a page of days", () => {
  it("goes on with the day before the last one", async () => {
    await store(...[0, 1, 3].map((days) => quarter("a", NOON - days * DAY_MS, 1 + days)));
    const first = await read(2);
    expect(first.hasMore).toBe(true);
    expect(first.days.map(({ day }) => day)).toEqual(["2026-07-08", "2026-07-07"]);
    const second = await read(2, "2026-07-07");
    expect(second).toMatchObject({ days: [{ day: "2026-07-05", vehicleKm: 4 }], hasMore: false });
  });

  it("ends early where too many days have yet to be summed up", async () => {
    const days = Array.from({ length: 9 }, (_, index) => index);
    await store(...days.map((back) => quarter("a", NOON - back * DAY_MS, 1)));
    expect(await read()).toMatchObject({ days: { length: 4 }, hasMore: true });
    await sumUpAt(NOON);
    expect(await read()).toMatchObject({ days: { length: 9 }, hasMore: false });
  });
});
