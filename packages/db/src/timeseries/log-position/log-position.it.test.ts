import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { inTransaction } from "../../pool.ts";
import { createTestDatabase, type TestDatabase } from "../../testing/test-database.ts";
import {
  claimRecords,
  type LogPlace,
  moveLogPositionBack,
  PositionMovedError,
  readLogPositions,
} from "./log-position.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
beforeEach(() => database.pool.query("delete from timeseries.log_position"));
afterAll(() => database.drop());

function places(topic: string, partition: number, ...offsets: number[]): LogPlace[] {
  return offsets.map((offset) => ({ topic, partition, offset }));
}

const claim = (records: readonly LogPlace[], group = "sink") =>
  inTransaction(database.pool, (client) => claimRecords(client, group, records));
const positions = async (topic: string, group = "sink") =>
  Object.fromEntries(await readLogPositions(database.pool, { group, topic }));

it("moves behind what was taken, partition by partition and group by group", async () => {
  const records = [...places("a", 0, 0, 1, 2), ...places("b", 1, 7, 8), ...places("a", 3, 4)];
  expect(await claim(records)).toEqual(records);
  expect(await claim(places("a", 0, 0), "other")).toEqual(places("a", 0, 0));
  expect(await positions("a")).toEqual({ 0: 3, 3: 5 });
  expect(await positions("b")).toEqual({ 1: 9 });
  expect(await positions("a", "other")).toEqual({ 0: 1 });
});

it("gives back what was not taken before, and never moves back", async () => {
  await claim(places("a", 0, 0, 1, 2));
  expect(await claim(places("a", 0, 1, 2, 3, 4))).toEqual(places("a", 0, 3, 4));
  expect(await claim(places("a", 0, 0, 1))).toEqual([]);
  expect(await positions("a")).toEqual({ 0: 5 });
});

it("is moved back for one partition of one group, so that its offsets are new again, and only from where it stands", async () => {
  const records = [...places("a", 0, 0, 1, 2), ...places("a", 1, 0, 1, 2)];
  await claim(records);
  await claim(records, "other");
  const back = { group: "sink", topic: "a", partition: 1, to: 0 };
  await moveLogPositionBack(database.pool, { ...back, from: 2 });
  expect(await positions("a")).toEqual({ 0: 3, 1: 3 });
  await moveLogPositionBack(database.pool, { ...back, from: 3 });
  expect(await positions("a")).toEqual({ 0: 3, 1: 0 });
  expect(await claim(records)).toEqual(places("a", 1, 0, 1, 2));
  expect(await positions("a", "other")).toEqual({ 0: 3, 1: 3 });
});

it("forgets the move when the transaction fails", async () => {
  await claim(places("a", 0, 0));
  const failed = inTransaction(database.pool, async (client) => {
    await claimRecords(client, "sink", places("a", 0, 1, 2));
    throw new Error("the rows were refused");
  });
  await expect(failed).rejects.toThrow();
  expect(await positions("a")).toEqual({ 0: 1 });
});

/** Resolves when one connection to this database waits for a lock. */
async function someoneWaits(): Promise<void> {
  const waiting = `select from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`;
  await expect.poll(async () => (await database.pool.query(waiting)).rowCount, { interval: 5 }).toBe(1);
}

it("makes a second reader of a partition wait, and lets it pass only what the first has not", async () => {
  await claim(places("a", 0, 0));
  const held = Promise.withResolvers<void>();
  const began = Promise.withResolvers<void>();
  const first = inTransaction(database.pool, async (client) => {
    await claimRecords(client, "sink", places("a", 0, 1, 2));
    began.resolve();
    await held.promise;
  });
  await began.promise;
  const second = claim(places("a", 0, 1, 2, 3));
  await someoneWaits();
  held.resolve();
  await first;
  expect(await second).toEqual(places("a", 0, 3));
});

it("tells one of two readers that begin a partition together to try again", async () => {
  const held = Promise.withResolvers<void>();
  const began = Promise.withResolvers<void>();
  const first = inTransaction(database.pool, async (client) => {
    await claimRecords(client, "sink", places("a", 0, 0, 1));
    began.resolve();
    await held.promise;
  });
  await began.promise;
  const refused = expect(claim(places("a", 0, 0, 1, 2))).rejects.toThrow(PositionMovedError);
  await someoneWaits();
  held.resolve();
  await first;
  await refused;
  expect(await claim(places("a", 0, 0, 1, 2))).toEqual(places("a", 0, 2));
});
