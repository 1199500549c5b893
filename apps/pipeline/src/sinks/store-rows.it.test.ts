import { createTestDatabase, type TestDatabase } from "@arterial/db/testing/test-database";
import type { Observation } from "@arterial/domain/observation";
import { systemClock } from "@arterial/runtime/clock";
import { createLogger } from "@arterial/runtime/logger";
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

  it("stores what a log that was made anew holds once its position is moved back, and nothing twice", async () => {
    const { pool } = database;
    const positions = createLogPositions("sink", {
      pool,
      log: { isKept: true },
      clock: systemClock,
      logger: createLogger({ name: "test", level: "silent" }),
      giveUpAfterMs: 0,
      logPrefix: "",
    });
    const storeRows = createStoreRows(pool, positions);
    await storeRows(recordsOf(readings(100_000, 100_100)));
    const next = (await positions.resume?.read("air-quality"))?.get(0) ?? 0;
    expect(next).toBe(100);

    const anew = recordsOf(readings(100_090, 100_150));
    expect((await storeRows(anew)).rows).toEqual([]);
    await positions.resume?.moveBack({ topic: "air-quality", partition: 0, from: next, to: 0 });
    expect((await storeRows(anew)).written).toMatchObject([{ given: 60, inserted: 50 }]);
    expect(await positions.resume?.read("air-quality")).toEqual(new Map([[0, 60]]));
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
