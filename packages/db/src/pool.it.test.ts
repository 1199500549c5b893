import { setTimeout } from "node:timers/promises";
import { openLink } from "@arterial/runtime/testing/half-open-link";
import { afterAll, beforeAll, expect, it, onTestFinished, vi } from "vitest";
import { createPool, inTransaction, letIdle } from "./pool.ts";
import { createTestDatabase, type TestDatabase } from "./testing/test-database.ts";

/** Enough for every answer of a busy machine. */
const ANSWER_TIMEOUT_MS = 1_500;

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

/** A pool whose way to the server can be lost. */
async function openThroughLink() {
  const url = new URL(database.url);
  const link = await openLink(url);
  url.port = String(link.port);
  const pool = createPool({
    url: url.href,
    applicationName: "half-open",
    max: 1,
    answerTimeoutMs: ANSWER_TIMEOUT_MS,
  });
  onTestFinished(async () => {
    await pool.end();
    link.close();
  });
  return { pool, link };
}

it("leaves a connection that does not answer any more, and goes on with another", async () => {
  const { pool, link } = await openThroughLink();
  await pool.query("select 1");
  link.halfOpen();
  await expect(inTransaction(pool, (client) => client.query("select 1"))).rejects.toThrow();
  expect(await inTransaction(pool, async (client) => (await client.query("select 1")).rowCount)).toBe(1);
});

it("gets the rows back that a transaction holds whose connection was lost", async () => {
  const { pool, link } = await openThroughLink();
  await pool.query("create table held (id int primary key)");
  const insert = (isLost: boolean) =>
    inTransaction(pool, async (client) => {
      await client.query("insert into held values (1)");
      if (isLost) link.halfOpen();
    });
  await expect(insert(true)).rejects.toThrow();
  await vi.waitFor(() => insert(false), { timeout: 20_000 });
  expect((await pool.query("select from held")).rowCount).toBe(1);
});

it("leaves a transaction alone that has other work to do in its midst", async () => {
  const { pool } = await openThroughLink();
  const think = (mayIdle: boolean) =>
    inTransaction(pool, async (client) => {
      if (mayIdle) await letIdle(client);
      await setTimeout(3 * ANSWER_TIMEOUT_MS);
      return (await client.query("select 1")).rowCount;
    });
  await expect(think(false)).rejects.toThrow();
  expect(await think(true)).toBe(1);
});
