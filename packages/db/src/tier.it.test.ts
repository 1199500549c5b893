import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { PIPELINE_ROLE } from "./grants.ts";
import { maintainPartitions } from "./maintain-partitions.ts";
import { migrate } from "./migrate.ts";
import { readSeriesMigrations } from "./migration-file.ts";
import { createPool } from "./pool.ts";
import { asRole, createTestDatabase, type TestDatabase } from "./testing/test-database.ts";
import { probeTier, readTier } from "./tier.ts";
import { readLatestObservations } from "./timeseries/latest/read-latest.ts";
import { readTrafficHistory, readTrafficObservations } from "./timeseries/traffic/read-observations.ts";
import { writeTrafficObservations } from "./timeseries/traffic/write-observations.ts";
import { writeVehicleObservations } from "./timeseries/traffic/write-vehicle-observations.ts";

const NOW = Date.parse("2026-07-01T12:34:56.789Z");
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Servers to prove: the one of all tests, and one with TimescaleDB where TEST_TIMESCALE_URL gives it. */
const SERVERS = ["TEST_DATABASE_URL", "TEST_TIMESCALE_URL"].flatMap((name) => {
  const url = process.env[name];
  return url === undefined || url === "" ? [] : [{ name, url }];
});

describe.each(SERVERS)("time series on the server at $name", ({ name, url }) => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase(url);
  });
  afterAll(() => database.drop());

  it("are on the tier that the server offers", async () => {
    expect(await readTier(database.pool)).toMatch(
      name === "TEST_TIMESCALE_URL" ? /apache|tsl/ : /native|apache|tsl/,
    );
  });

  it("are so too when the first migration was interrupted before it made any", async () => {
    const pool = createPool({ url, applicationName: "test", max: 1 });
    await pool.query("create database arterial_test_interrupted");
    const own = new URL(url);
    own.pathname = "/arterial_test_interrupted";
    const interrupted = createPool({ url: own.href, applicationName: "test", max: 1 });
    const [registry] = await readSeriesMigrations();
    await interrupted.query(`create schema timeseries;
      create table timeseries.migration (
        name text primary key, checksum text not null, applied_at timestamptz not null default now());
      ${registry?.sql}`);
    await interrupted.query("insert into timeseries.migration (name, checksum) values ($1, $2)", [
      registry?.name,
      registry?.checksum,
    ]);
    const { tier } = await migrate({ url: own.href });
    expect(tier).toBe(await probeTier(interrupted));
    expect(await readTier(interrupted)).toBe(tier);
    await interrupted.end();
    await pool.query("drop database arterial_test_interrupted with (force)");
    await pool.end();
  });

  it("give the same answers: a month back, today and a minute ahead, once each", async () => {
    const times = [NOW - 31 * DAY_MS, NOW - DAY_MS, NOW, NOW + 60_000];
    const rows = times.map((ts, index) => ({
      kind: "traffic" as const,
      deviceId: "loop",
      receivedAt: NOW,
      reading: { ts, count: 10 + index, periodS: 60, speedKmh: 50 + index },
    }));
    expect(await writeTrafficObservations(database.pool, rows)).toBe(4);
    expect(await writeTrafficObservations(database.pool, rows)).toBe(0);
    const range = { deviceId: "loop", fromMs: NOW - 40 * DAY_MS, toMs: NOW + DAY_MS };
    const read = await readTrafficObservations(database.pool, { ...range, limit: 10 });
    expect(read.map((row) => row.reading)).toEqual(rows.map((row) => row.reading));
    const binned = { ...range, channel: "speedKmh", maxPoints: 3, expectedIntervalS: 60 * 86_400 };
    expect((await readTrafficHistory(database.pool, binned)).map((point) => point.value)).toEqual([
      50,
      (51 * 11 + 52 * 12 + 53 * 13) / 36,
    ]);
    const [latest] = await readLatestObservations(database.pool, ["loop"]);
    expect(latest?.ts).toBe(NOW + 60_000);
  });

  it("are maintained by the pipeline's role: what is older than its retention goes", async () => {
    const pool = createPool({ url: asRole(database.url, PIPELINE_ROLE), applicationName: "test", max: 2 });
    const rows = [-1, -2, -9].map((hours) => ({
      kind: "vehicle" as const,
      deviceId: "fleet",
      receivedAt: NOW,
      reading: { ts: NOW + hours * HOUR_MS, id: `v${hours}`, lon: 11, lat: 54, speedKmh: 30 },
    }));
    expect(await writeVehicleObservations(pool, rows)).toBe(3);
    await maintainPartitions(pool, { nowMs: NOW });
    const { rows: kept } = await pool.query(
      "select vehicle_id from timeseries.vehicle_observation order by ts",
    );
    expect(kept).toEqual([{ vehicle_id: "v-2" }, { vehicle_id: "v-1" }]);
    await pool.end();
  });
});
