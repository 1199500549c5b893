import type { SegmentMetric } from "@arterial/domain/traffic/segment-metric";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { readSeriesMigrations } from "../../migration-file.ts";
import { inTransaction } from "../../pool.ts";
import { createTestDatabase, type TestDatabase } from "../../testing/test-database.ts";
import { readDueQuarters, settleQuarter, takeDueQuarter } from "./due-quarters.ts";
import { writeSegmentMetrics } from "./write-segment-metrics.ts";

const QUARTER_MS = 900_000;
const START_AT = Date.parse("2026-07-01T12:00:00Z");
const LATER = { endedByMs: START_AT + 86_400_000, limit: 10 };

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterEach(() =>
  database.pool.query(
    "truncate timeseries.segment_metric_5m, timeseries.segment_metric_15m, timeseries.quarter_hour_due",
  ),
);
afterAll(() => database.drop());

function windowAt(startAt: number, sizeS: 60 | 300 | 900 = 300): SegmentMetric {
  return {
    ...{ segmentId: "s1", startAt, sizeS, vehicleKm: 1, vehicleHours: 0.02, vehicles: 3, flowVph: 40 },
    ...{ speedKmh: 50, densityVpkm: 0.8, occupancy: null, freeFlowKmh: 50, freeFlowSource: "posted" },
    ...{ ratio: 1, congestionClass: "free", quality: { observed: 1, imputed: 0, suspect: 0 } },
    ...{ source: "vehicles", isCorrected: false },
  };
}

const store = (...windows: SegmentMetric[]) => writeSegmentMetrics(database.pool, 300, windows);

describe("quarter-hours that are due", () => {
  it("are those of written five-minute windows that have ended, newest first, each once", async () => {
    await store(windowAt(START_AT), windowAt(START_AT + 300_000), windowAt(START_AT + QUARTER_MS));
    await store(windowAt(START_AT + 600_000));
    await writeSegmentMetrics(database.pool, 60, [windowAt(START_AT - QUARTER_MS, 60)]);
    expect(await readDueQuarters(database.pool, LATER)).toEqual([START_AT + QUARTER_MS, START_AT]);
    const before = { endedByMs: START_AT + QUARTER_MS, limit: 10 };
    expect(await readDueQuarters(database.pool, before)).toEqual([START_AT]);
  });

  it("stay due when a window is written while they are rolled up", async () => {
    await store(windowAt(START_AT));
    await inTransaction(database.pool, async (client) => {
      const version = await takeDueQuarter(client, START_AT);
      await store(windowAt(START_AT + 300_000));
      await settleQuarter(client, START_AT, version ?? "");
    });
    expect(await readDueQuarters(database.pool, LATER)).toEqual([START_AT]);
  });

  it("are taken by one at a time, and by nobody once they are settled", async () => {
    await store(windowAt(START_AT));
    await inTransaction(database.pool, async (client) => {
      const version = await takeDueQuarter(client, START_AT);
      expect(await takeDueQuarter(database.pool, START_AT)).toBeUndefined();
      await settleQuarter(client, START_AT, version ?? "");
    });
    expect(await takeDueQuarter(database.pool, START_AT)).toBeUndefined();
  });

  it("are those that earlier versions never rolled up, as well", async () => {
    const starts = [0, 1, 2, 700].map((quarter) => START_AT - quarter * QUARTER_MS);
    await store(...starts.flatMap((startAt) => [windowAt(startAt), windowAt(startAt + 600_000)]));
    await writeSegmentMetrics(database.pool, 900, [windowAt(START_AT - QUARTER_MS, 900)]);
    await database.pool.query("delete from timeseries.quarter_hour_due");
    const files = await readSeriesMigrations();
    const sql = files.find(({ name }) => name === "0037_quarter_hour_due")?.sql ?? "";
    await database.pool.query(sql.slice(sql.indexOf("insert into")));
    expect(await readDueQuarters(database.pool, LATER)).toEqual([starts[0], starts[2], starts[3]]);
  });
});
