import { connect, createServer } from "node:net";
import { createPool } from "@arterial/db/pool";
import { readDeadLetter, readDeadLetters } from "@arterial/db/timeseries/dead-letter/read-dead-letters";
import {
  type DeadLetterReplay,
  insertReplay,
  readLatestReplay,
} from "@arterial/db/timeseries/dead-letter/replays";
import { createManualClock } from "@arterial/runtime/clock";
import { createLogger } from "@arterial/runtime/logger";
import { afterAll, beforeAll, expect, it, onTestFinished, vi } from "vitest";
import { freePort } from "../testing/pipeline-process.ts";
import { startTestPipeline, TEST_FEED, type TestPipeline } from "../testing/running-pipeline.ts";
import { startReplayDrain } from "./replay-drain.ts";

let pipeline: TestPipeline;
beforeAll(async () => {
  pipeline = await startTestPipeline();
});
afterAll(() => pipeline.dispose());

const NOW = Date.now();
const TOPIC = "city/v1/air/air-1";

async function refuse(payload: string, topic = TOPIC): Promise<number> {
  const feed = await pipeline.connect(TEST_FEED);
  await feed.publishAsync(topic, payload, { qos: 1 });
  await pipeline.settled();
  const [letter] = await readDeadLetters(pipeline.database.pool, { limit: 1 });
  return letter?.id ?? 0;
}

async function replay(
  letterId: number,
  payload: string,
  topic = TOPIC,
): Promise<DeadLetterReplay | undefined> {
  const { pool } = pipeline.database;
  const asked = await insertReplay(pool, { letterId, topic, payload: Buffer.from(payload) });
  if (asked === undefined) return undefined;
  const done = await vi.waitUntil(
    async () => {
      const latest = await readLatestReplay(pool, letterId);
      return latest?.id === asked.id && latest.doneAt !== null ? latest : undefined;
    },
    { timeout: 10_000 },
  );
  await pipeline.settled();
  return done;
}

async function counts(): Promise<{ letters: number; readings: number }> {
  const { rows } = await pipeline.database.pool.query(
    `select (select count(*) from timeseries.dead_letter) as letters,
            (select count(*) from timeseries.air_observation) as readings`,
  );
  return rows[0];
}

it("a corrected dead letter becomes its reading, is marked, and is not sent a second time", async () => {
  const id = await refuse(`{"ts":${NOW},"pm25":"8"}`);
  const before = await counts();
  expect(await replay(id, `{"ts":${NOW},"pm25":8}`)).toMatchObject({ accepted: 1, refused: 0 });
  expect(await counts()).toEqual({ ...before, readings: before.readings + 1 });
  expect((await readDeadLetter(pipeline.database.pool, id))?.replayedAt).toBeGreaterThan(0);
  expect(await replay(id, `{"ts":${NOW},"pm25":9}`)).toBeUndefined();
  expect(await counts()).toEqual({ ...before, readings: before.readings + 1 });
});

it("the same reading from two letters is one row", async () => {
  const [first, second] = [
    await refuse(`{"ts":${NOW + 1},"pm25":"1"}`),
    await refuse(`{"ts":${NOW + 1},"pm25":"2"}`),
  ];
  const before = await counts();
  expect(await replay(first, `{"ts":${NOW + 1},"pm25":1}`)).toMatchObject({ accepted: 1 });
  expect(await replay(second, `{"ts":${NOW + 1},"pm25":1}`)).toMatchObject({ accepted: 1, refused: 0 });
  expect((await counts()).readings).toBe(before.readings + 1);
});

it("what is still wrong is refused again: the same bytes are no second letter, others are one, and both may be tried again", async () => {
  const wrong = `{"ts":${NOW + 2},"pm25":-1}`;
  const id = await refuse(wrong);
  const before = await counts();
  expect(await replay(id, wrong)).toMatchObject({ accepted: 0, refused: 1 });
  expect(await counts()).toEqual(before);
  expect(await replay(id, `{"ts":${NOW + 2},"pm25":-2}`)).toMatchObject({ refused: 1 });
  expect(await counts()).toEqual({ ...before, letters: before.letters + 1 });
  expect((await readDeadLetter(pipeline.database.pool, id))?.replayedAt).toBeNull();
  expect(await replay(id, `{"ts":${NOW + 2},"pm25":2}`)).toMatchObject({ accepted: 1, refused: 0 });
});

it("what came by a wrong topic is sent to the right one", async () => {
  const payload = `{"ts":${NOW + 3},"pm25":3}`;
  const id = await refuse(payload, "city/v1/noise/air-1");
  expect(await replay(id, payload, TOPIC)).toMatchObject({ accepted: 1, refused: 0 });
  expect(pipeline.crashes).toEqual([]);
});

it("waits for a database that is away, says so once, and replays when it is back", async () => {
  const address = new URL(pipeline.database.url);
  const real = { host: address.hostname, port: Number(address.port) };
  address.port = String(await freePort());
  const pool = createPool({ url: address.href, applicationName: "test-drain" });
  const clock = createManualClock(NOW);
  const lines: { msg: string }[] = [];
  const logger = createLogger(
    { name: "test" },
    { write: (line) => void lines.push(JSON.parse(line) as { msg: string }) },
  );
  const failures: unknown[] = [];
  const take = async () => ({ accepted: 1, refused: 0 });
  const drain = startReplayDrain({ pool, take, clock, logger, onFailure: (e) => void failures.push(e) });
  onTestFinished(async () => {
    await drain.stop();
    await pool.end();
  });
  for (let second = 0; second < 120; second++) await clock.advance(1_000);
  expect(failures).toEqual([]);
  expect(lines.map(({ msg }) => msg)).toEqual(["database out of reach: no dead letter is replayed"]);

  const server = createServer((client) => {
    const upstream = connect(real);
    client.pipe(upstream).pipe(client);
    for (const socket of [client, upstream]) socket.on("error", () => {});
  });
  await new Promise<void>((resolve) => server.listen(Number(address.port), "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  await clock.advance(1_000);
  expect(failures).toEqual([]);
  expect(lines.at(-1)?.msg).toBe("dead letters are replayed again");
});
