import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import type { PoolClient } from "./pool.ts";
import { createTestDatabase, type TestDatabase } from "./testing/test-database.ts";

const AT = "2026-07-01T10:20:00Z";
const HOUR = "2026-07-01T10:00:00Z";
const NEXT_HOUR = "2026-07-01T11:00:00Z";
const PARTITION = "probe_p2026070110";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
/** A series on plain partitions, whatever the tier of the server. */
beforeEach(async () => {
  await database.pool.query(
    `drop table if exists timeseries.probe;
     delete from timeseries.series where name = 'probe';
     create table timeseries.probe (ts timestamptz primary key) partition by range (ts);
     create table timeseries.probe_default partition of timeseries.probe default;
     insert into timeseries.series (name, tier, chunk, keep) values ('probe', 'native', '1 hour', null)`,
  );
});
afterAll(() => database.drop());

const insert = (db: Pick<PoolClient, "query">, ts: string) =>
  db.query("insert into timeseries.probe (ts) values ($1)", [ts]);

const create = (db: Pick<PoolClient, "query">) =>
  db.query("select timeseries.create_partition('probe', $1)", [AT]);

async function whereRowsAre(): Promise<string[]> {
  const { rows } = await database.pool.query<{ place: string }>(
    "select tableoid::regclass::text as place from timeseries.probe order by ts",
  );
  return rows.map(({ place }) => place.replace("timeseries.", ""));
}

async function withTwoClients(work: (first: PoolClient, second: PoolClient) => Promise<void>): Promise<void> {
  const clients = [await database.pool.connect(), await database.pool.connect()] as const;
  try {
    await work(...clients);
  } finally {
    for (const client of clients) client.release(true);
  }
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

describe("create_partition", () => {
  it("takes over what came into the default partition for its time, and only that", async () => {
    for (const ts of ["2026-07-01T09:59:59Z", HOUR, AT, NEXT_HOUR]) await insert(database.pool, ts);
    await create(database.pool);
    expect(await whereRowsAre()).toEqual(["probe_default", PARTITION, PARTITION, "probe_default"]);
  });

  it("waits for who is writing to the default partition, and takes that over as well", async () => {
    await withTwoClients(async (writer, maintainer) => {
      await writer.query("begin");
      await insert(writer, AT);
      const created = create(maintainer);
      await untilSomebodyWaits();
      await writer.query("commit");
      await created;
    });
    expect(await whereRowsAre()).toEqual([PARTITION]);
  });

  it("lets rows that come while others are moved wait, and have their place in the new partition", async () => {
    await insert(database.pool, HOUR);
    await withTwoClients(async (writer, maintainer) => {
      await maintainer.query("begin");
      await create(maintainer);
      const inserted = insert(writer, AT);
      await untilSomebodyWaits();
      await maintainer.query("commit");
      await inserted;
    });
    expect(await whereRowsAre()).toEqual([PARTITION, PARTITION]);
  });
});
