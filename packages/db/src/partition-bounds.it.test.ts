import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { maintainPartitions } from "./maintain-partitions.ts";
import { migrate } from "./migrate.ts";
import { createPool, type Pool } from "./pool.ts";
import { createTestDatabase, type TestDatabase } from "./testing/test-database.ts";

const DAY_MS = 86_400_000;
/** In Germany clocks were put back early on that day, and ahead early on the other. */
const AUTUMN = Date.parse("2026-10-25T12:00:00Z");
const SPRING = Date.parse("2026-03-29T12:00:00Z");

let database: TestDatabase;
/** Connections to it since its clocks are Germany's. */
let pool: Pool;
beforeAll(async () => {
  database = await createTestDatabase();
  await database.pool.query(`do $$ begin
    execute format('alter database %I set timezone to ''Europe/Berlin''', current_database());
  end $$`);
  pool = createPool({ url: database.url, applicationName: "test", max: 2 });
});
/** A series on plain partitions, whatever the tier of the server. */
beforeEach(() =>
  pool.query(
    `drop table if exists timeseries.probe;
     delete from timeseries.series where name = 'probe';
     create table timeseries.probe (ts timestamptz primary key) partition by range (ts);
     create table timeseries.probe_default partition of timeseries.probe default;
     insert into timeseries.series (name, tier, chunk, keep) values ('probe', 'native', '1 day', null)`,
  ),
);
afterAll(async () => {
  await pool.end();
  await database.drop();
});

/** Partitions whose end is not where it should be. */
async function wrongBounds(): Promise<string[]> {
  const { rows } = await pool.query<{ name: string }>(
    `select partition.name from timeseries.series_partition as partition
       join timeseries.series on series.name = partition.series
      where extract(epoch from to_at) - extract(epoch from from_at) <> extract(epoch from chunk) order by 1`,
  );
  return rows.map(({ name }) => name);
}

async function create(atMs: number): Promise<void> {
  await pool.query("select timeseries.create_partition('probe', to_timestamp($1::float8 / 1000))", [atMs]);
}

async function insert(ts: string): Promise<void> {
  await pool.query("insert into timeseries.probe (ts) values ($1)", [ts]);
}

async function whereRowsAre(): Promise<string[]> {
  const { rows } = await pool.query<{ place: string }>(
    "select tableoid::regclass::text as place from timeseries.probe order by ts",
  );
  return rows.map(({ place }) => place.replace("timeseries.", ""));
}

/** As it was before the functions had a time zone of their own. */
async function forgetBounds(): Promise<void> {
  await pool.query(
    `delete from timeseries.migration where name like '0042%';
     alter function timeseries.create_partition reset timezone;
     alter function timeseries.maintain_series reset timezone`,
  );
}

describe("partitions on a server whose clocks change", () => {
  it("are as long as ever and lie next to one another", async () => {
    for (const at of [SPRING, AUTUMN]) {
      for (const days of [-2, -1, 0, 1, 2]) await maintainPartitions(pool, { nowMs: at + days * DAY_MS });
    }
    expect(await wrongBounds()).toEqual([]);
  });

  it("that are an hour too long are put right, and the next ones made", async () => {
    await forgetBounds();
    await create(AUTUMN);
    for (const ts of ["2026-10-25T12:00Z", "2026-10-25T23:59Z", "2026-10-26T00:30Z"]) await insert(ts);
    expect(await wrongBounds()).toEqual(["probe_p2026102500"]);
    await expect(create(AUTUMN + DAY_MS)).rejects.toThrow(/overlap/);
    expect((await migrate({ url: database.url })).applied).toEqual([expect.stringMatching(/^0042/)]);
    expect(await wrongBounds()).toEqual([]);
    await create(AUTUMN + DAY_MS);
    const [day, next] = ["probe_p2026102500", "probe_p2026102600"];
    expect(await whereRowsAre()).toEqual([day, day, next]);
  });

  it("that are an hour too short are put right, with what had no place in them", async () => {
    await forgetBounds();
    await create(SPRING);
    await create(SPRING + DAY_MS);
    for (const ts of ["2026-03-29T12:00Z", "2026-03-29T23:30Z", "2026-03-30T00:00Z"]) await insert(ts);
    const [day, next] = ["probe_p2026032900", "probe_p2026033000"];
    expect(await whereRowsAre()).toEqual([day, "probe_default", next]);
    await migrate({ url: database.url });
    expect(await wrongBounds()).toEqual([]);
    expect(await whereRowsAre()).toEqual([day, day, next]);
  });
});
