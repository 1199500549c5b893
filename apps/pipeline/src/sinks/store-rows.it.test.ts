import { createTestDatabase, type TestDatabase } from "@arterial/db/testing/test-database";
import type { Observation } from "@arterial/domain/observation";
import type { LogRecord } from "@arterial/streams/record";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createLogPositions } from "../log/log-positions.ts";
import { createStoreRows } from "./store-rows.ts";

const NOW = Date.parse("2026-07-01T12:00:00Z");

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const NO_POSITIONS = createLogPositions("sink", { log: { isKept: false } });

function recordsOf(rows: readonly Observation[]): LogRecord<Observation>[] {
  return rows.map((value, offset) => ({
    topic: "air-quality",
    partition: 0,
    offset,
    key: value.deviceId,
    value,
    timestampMs: value.reading.ts,
  }));
}

function readings(from: number, to: number): Observation[] {
  return Array.from({ length: to - from }, (_, k) => ({
    kind: "air" as const,
    deviceId: "air-1",
    receivedAt: NOW,
    reading: { ts: NOW + from + k, pm25: from + k },
  }));
}

describe("storing rows", () => {
  it("counts each reading as new once, wherever its repeats turn up", async () => {
    const storeRows = createStoreRows(database.pool, NO_POSITIONS);
    const newOf = async (rows: Observation[]) =>
      (await storeRows(recordsOf(rows))).written.map((written) => written.inserted);
    expect(await newOf(readings(0, 100))).toEqual([100]);
    expect(await newOf(readings(50, 150))).toEqual([50]);
    expect(await newOf(readings(100, 200))).toEqual([50]);
    expect(await newOf([...readings(200, 250), ...readings(200, 250)])).toEqual([50]);
    const { rows } = await database.pool.query(
      "select count(*)::int as stored, sum(pm25) as total from timeseries.air_observation",
    );
    expect(rows).toEqual([{ stored: 250, total: (249 * 250) / 2 }]);
  });

  it("goes back to appending after a while without repeats", async () => {
    const storeRows = createStoreRows(database.pool, NO_POSITIONS);
    for (let batch = 10; batch < 60; batch++) {
      const rows = readings(batch * 100, (batch + 1) * 100);
      const records = recordsOf(batch % 20 === 0 ? [...rows, ...rows] : rows);
      expect((await storeRows(records)).written[0]?.inserted).toBe(100);
    }
  });
});
