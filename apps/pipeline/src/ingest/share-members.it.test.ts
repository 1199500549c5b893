import { PIPELINE_ROLE } from "@arterial/db/grants";
import { createPool } from "@arterial/db/pool";
import { asRole, createTestDatabase, type TestDatabase } from "@arterial/db/testing/test-database";
import { createManualClock } from "@arterial/runtime/clock";
import { createLogger } from "@arterial/runtime/logger";
import { afterAll, beforeAll, expect, it, onTestFinished } from "vitest";
import { startShareMembers } from "./share-members.ts";

const logger = createLogger({ name: "test", level: "silent" });

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

/** A process of its own, with the pipeline's rights. */
function openProcess(share: string, url = asRole(database.url, PIPELINE_ROLE)) {
  const pool = createPool({ url, applicationName: "test-member" });
  const clock = createManualClock();
  const { value: members, stop } = startShareMembers(share, { pool, clock, logger });
  const end = async () => {
    await stop();
    await pool.end();
  };
  let isEnded = false;
  const endOnce = async () => {
    if (!isEnded) await end();
    isEnded = true;
  };
  onTestFinished(endOnce);
  const unsubscribed: string[] = [];
  const leave = () => members.leave(async () => void unsubscribed.push(share));
  return { members, clock, leave, unsubscribed, end: endOnce };
}

it("lets one of two leave that leave at once, and the last never", async () => {
  const both = [openProcess("pair"), openProcess("pair")];
  for (const { members } of both) await members.join();
  const left = await Promise.all(both.map(({ leave }) => leave()));
  expect(left.toSorted()).toEqual([false, true]);
  expect(both.flatMap(({ unsubscribed }) => unsubscribed)).toEqual(["pair"]);
});

it("counts on nobody of another share, nor on whose process has ended", async () => {
  const [own, other, dead] = [openProcess("one"), openProcess("another"), openProcess("one")];
  for (const { members } of [own, other, dead]) await members.join();
  await dead.end();
  expect(await own.leave()).toBe(false);
  expect(own.unsubscribed).toEqual([]);
});

it("takes its place again when its connection was lost", async () => {
  const [lost, leaver] = [openProcess("lost"), openProcess("lost")];
  await lost.members.join();
  await database.pool.query(
    "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'test-member'",
  );
  for (let look = 0; look < 3; look++) await lost.clock.advance(5_000);
  await leaver.members.join();
  expect(await leaver.leave()).toBe(true);
});

it("does not leave when the database cannot say who else is there", async () => {
  const cut = openProcess("cut", "postgres://nobody@127.0.0.1:1/none");
  await cut.members.join();
  await expect(cut.leave()).rejects.toThrow();
  expect(cut.unsubscribed).toEqual([]);
});
