import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { PIPELINE_ROLE, WEB_ROLE } from "./grants.ts";
import { maintainPartitions } from "./maintain-partitions.ts";
import { MigrationError, migrate } from "./migrate.ts";
import { createPool } from "./pool.ts";
import { asRole, createTestDatabase, type TestDatabase } from "./testing/test-database.ts";

const NOW = Date.parse("2026-07-01T12:34:56Z");
const HOUR_MS = 3_600_000;

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

async function codeOf(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => "no error",
    (error: { code?: unknown }) => error.code,
  );
}

describe("migrate", () => {
  it("does nothing on a database that is up to date", async () => {
    const result = await migrate({ url: database.url });
    expect(result.applied).toEqual([]);
  });

  it("records relational migrations the way prisma migrate deploy does", async () => {
    const { rows } = await database.pool.query(
      "select checksum, finished_at, applied_steps_count from _prisma_migrations",
    );
    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows) {
      expect(row).toEqual({
        checksum: expect.stringMatching(/^[0-9a-f]{64}$/),
        finished_at: expect.any(Date),
        applied_steps_count: 1,
      });
    }
  });

  it("refuses a database of a newer version, and one whose applied files were changed", async () => {
    const other = await createTestDatabase();
    await other.pool.query("insert into timeseries.migration (name, checksum) values ('9999_future', 'x')");
    await expect(migrate({ url: other.url })).rejects.toThrow(/newer version/);
    await other.pool.query("delete from timeseries.migration where name = '9999_future'");
    await other.pool.query("update _prisma_migrations set checksum = 'changed'");
    await expect(migrate({ url: other.url })).rejects.toThrow(MigrationError);
    await other.drop();
  });

  it("says in one sentence that the database does not answer", async () => {
    const migration = migrate({ url: "postgres://nobody@127.0.0.1:1/none" });
    await expect(migration).rejects.toThrow(/does not answer at DATABASE_URL/);
  });

  it("may run twice at once on an empty database", async () => {
    const admin = new pg.Client(database.url);
    await admin.connect();
    await admin.query("create database arterial_test_twice");
    const url = database.url.replace(/[^/]+$/, "arterial_test_twice");
    const results = await Promise.all([migrate({ url }), migrate({ url })]);
    expect(results.map((result) => result.applied.length > 0).sort()).toEqual([false, true]);
    await admin.query("drop database arterial_test_twice with (force)");
    await admin.end();
  });
});

describe("migrate on a database that is in use", () => {
  it("keeps vehicles that the pipeline keeps for longer than their series says, and makes partitions for the next", async () => {
    const own = await createTestDatabase();
    const keep = { vehicle_observation: "48 hours", live_vehicle_slice: "48 hours" };
    await maintainPartitions(own.pool, { nowMs: Date.now(), keep });
    await own.pool.query(
      `insert into timeseries.vehicle_observation (device_id, ts, vehicle_id, lon, lat, speed_kmh)
       select 'f', now() - hours * interval '1 hour', 'v', 11, 54, 30 from unnest(array[1, 12, 47, 60]) as hours`,
    );
    await own.pool.query(`do $$ declare ahead text; begin
      for ahead in delete from timeseries.series_partition where from_at > now() returning name loop
        execute format('drop table timeseries.%I', ahead);
      end loop; end $$`);
    await migrate({ url: own.url });
    await migrate({ url: own.url });
    const { rows } = await own.pool.query("select count(*)::int as n from timeseries.vehicle_observation");
    const { rows: without } = await own.pool.query(
      `select name from timeseries.series where tier = 'native' and not exists (
         select from timeseries.series_partition as partition
          where partition.series = series.name and partition.from_at > now())`,
    );
    await own.drop();
    expect(rows).toEqual([{ n: 4 }]);
    expect(without).toEqual([]);
  });
});

describe("roles", () => {
  it("let the pipeline write time series and read the city, and nothing about accounts", async () => {
    const pool = createPool({ url: asRole(database.url, PIPELINE_ROLE), applicationName: "test", max: 1 });
    await pool.query("insert into timeseries.backfill_state (name, total_rows) values ('x', 1)");
    await pool.query("select count(*) from device");
    await pool.query("insert into timeseries.dead_letter (topic, reason, payload) values ('t', 'r', '')");
    expect(await codeOf(pool.query("select * from user_account"))).toBe("42501");
    expect(await codeOf(pool.query("delete from device"))).toBe("42501");
    expect(await codeOf(pool.query("update timeseries.series set tier = 'tsl'"))).toBe("42501");
    expect(await codeOf(pool.query("select timeseries.create_partition('x', now())"))).toBe("42501");
    await pool.end();
  });

  it("let the web read time series and add to the audit, and change neither", async () => {
    const pool = createPool({ url: asRole(database.url, WEB_ROLE), applicationName: "test", max: 1 });
    await pool.query("select count(*) from timeseries.traffic_observation");
    await pool.query(
      "insert into audit_entry (actor_type, actor_id, action, subject_type, subject_id, detail) values ('user','u','a','s','i','{}')",
    );
    expect(await codeOf(pool.query("delete from audit_entry"))).toBe("42501");
    expect(await codeOf(pool.query("delete from timeseries.traffic_observation"))).toBe("42501");
    expect(await codeOf(pool.query("select timeseries.maintain_series(now())"))).toBe("42501");
    await pool.end();
  });
});

describe("maintainPartitions", () => {
  it("keeps early and late readings readable, and drops what is older than its retention", async () => {
    const own = await createTestDatabase();
    const pool = createPool({ url: asRole(own.url, PIPELINE_ROLE), applicationName: "test", max: 2 });
    const insert = (ms: number) =>
      pool.query(
        "insert into timeseries.vehicle_observation (device_id, ts, vehicle_id, lon, lat, speed_kmh) values ('f', to_timestamp($1::float8 / 1000), 'v', 11, 54, 30)",
        [ms],
      );
    const count = async () => {
      const { rows } = await pool.query<{ n: number }>(
        "select count(*) as n from timeseries.vehicle_observation where device_id = 'f'",
      );
      return rows[0]?.n;
    };
    for (const hours of [-2, -5, 5]) await insert(NOW + hours * HOUR_MS);
    expect(await count()).toBe(3);
    await maintainPartitions(pool, { nowMs: NOW });
    expect(await count()).toBe(3);
    expect(await maintainPartitions(pool, { nowMs: NOW })).toEqual({ created: [], dropped: [] });
    const later = await maintainPartitions(pool, { nowMs: NOW + 4 * HOUR_MS });
    expect(later.dropped.length).toBeGreaterThan(0);
    expect(await count()).toBe(2);
    await maintainPartitions(pool, { nowMs: NOW + 4 * HOUR_MS, keep: { vehicle_observation: "3 hours" } });
    expect(await count()).toBe(1);
    await pool.end();
    await own.drop();
  });
});
