import { PIPELINE_ROLE } from "@arterial/db/grants";
import { createPool, type Pool } from "@arterial/db/pool";
import { asRole, createTestDatabase, type TestDatabase } from "@arterial/db/testing/test-database";
import { claimReplay, finishReplay, insertReplay } from "@arterial/db/timeseries/dead-letter/replays";
import { writeDeadLetters } from "@arterial/db/timeseries/dead-letter/write-dead-letters";
import {
  closeEpisodes,
  readEpisodeDetails,
  writeEpisodes,
} from "@arterial/db/timeseries/live-recording/episodes";
import type { AbnormalItem } from "@arterial/domain/live/frame";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { forgetOldRows } from "./forget-old-rows.ts";

const NOW = Date.parse("2026-07-01T12:00:00Z");
const DAY_MS = 86_400_000;

let database: TestDatabase;
let pool: Pool;
beforeAll(async () => {
  database = await createTestDatabase();
  pool = createPool({ url: asRole(database.url, PIPELINE_ROLE), applicationName: "test" });
});
afterAll(async () => {
  await pool.end();
  await database.drop();
});
beforeEach(() => database.pool.query("truncate timeseries.dead_letter cascade"));

const begin = (deadLettersKeptD = 30) => forgetOldRows({ pool, nowMs: NOW, deadLettersKeptD });

async function forget(deadLettersKeptD?: number) {
  const steps = begin(deadLettersKeptD);
  for (;;) {
    const { done, value } = await steps.next();
    if (done) return value;
  }
}

async function addLetters(count: number, ageD: number): Promise<void> {
  const letters = Array.from({ length: count }, (_, n) => ({
    receivedAt: NOW - ageD * DAY_MS + n,
    topic: "city/v1/air/air-1",
    reason: "json",
    payload: Buffer.from(`${ageD} ${n}`),
  }));
  await writeDeadLetters(pool, letters);
}

async function letterIds(): Promise<number[]> {
  const { rows } = await pool.query<{ id: number }>("select id from timeseries.dead_letter order by id");
  return rows.map(({ id }) => id);
}

const replay = (letterId: number) =>
  insertReplay(pool, { letterId, topic: "city/v1/air/air-1", payload: Buffer.from("{}") });

it("deletes all dead letters beyond their time, and no other ones", async () => {
  await addLetters(2_500, 31);
  await addLetters(3, 29);
  expect(await forget()).toEqual({ deadLetters: 2_500 });
  expect(await letterIds()).toHaveLength(3);
  expect(await forget(28)).toEqual({ deadLetters: 3 });
});

it("lets others have their turn between two batches of dead letters", async () => {
  await addLetters(2_500, 31);
  const left: number[] = [];
  for await (const _ of begin()) left.push((await letterIds()).length);
  expect(left).toEqual([2_500, 1_500, 500]);
});

it("keeps a dead letter while it is being sent again, and deletes its replays with it", async () => {
  await addLetters(2, 31);
  const [waiting = 0, done = 0] = await letterIds();
  await replay(done);
  const claimed = await claimReplay(pool);
  await finishReplay(pool, { id: claimed?.id ?? 0, letterId: done, doneAt: NOW, accepted: 1, refused: 0 });
  await replay(waiting);
  expect(await forget()).toEqual({ deadLetters: 1 });
  expect(await letterIds()).toEqual([waiting]);
  const { rows } = await pool.query("select letter_id from timeseries.dead_letter_replay");
  expect(rows).toEqual([{ letter_id: waiting }]);
});

it("keeps a dead letter that somebody begins to send again meanwhile", async () => {
  await addLetters(1, 31);
  const [letterId = 0] = await letterIds();
  const web = await pool.connect();
  await web.query("begin");
  await web.query(
    "insert into timeseries.dead_letter_replay (letter_id, topic, payload) values ($1, 't', '')",
    [letterId],
  );
  expect(await forget()).toEqual({ deadLetters: 0 });
  await web.query("commit");
  web.release();
  expect(await letterIds()).toEqual([letterId]);
});

it("forgets what was abnormal, and its told transitions, thirty days after it ended", async () => {
  const item = (id: string): AbnormalItem => ({
    id,
    severity: 2,
    kind: "air",
    subject: { type: "device", id: "air-1" },
    point: [11, 54.6],
    code: "air.unhealthy",
    params: {},
    since: NOW,
    segmentIds: [],
  });
  await writeEpisodes(pool, NOW - 40 * DAY_MS, {
    came: [item("long"), item("old"), item("open")],
    left: [],
  });
  await writeEpisodes(pool, NOW - 31 * DAY_MS, { came: [], left: ["old"] });
  await writeEpisodes(pool, NOW - 29 * DAY_MS, { came: [item("young")], left: ["long", "young"] });
  await pool.query(
    "update timeseries.alarm_event set told_at = at where alarm_id <> 'open' and at < to_timestamp($1)",
    [(NOW - 30 * DAY_MS) / 1_000],
  );
  await forget();
  const ids = async () => {
    const page = await readEpisodeDetails(pool, { fromMs: 0, toMs: NOW, limit: 10 });
    return page.map(({ id }) => id).sort();
  };
  expect(await ids()).toEqual(["long", "open", "young"]);
  const events = await pool.query(
    "select alarm_id, type from timeseries.alarm_event order by alarm_id, type desc",
  );
  expect(events.rows).toEqual([
    { alarm_id: "long", type: "cleared" },
    { alarm_id: "open", type: "raised" },
    { alarm_id: "young", type: "raised" },
    { alarm_id: "young", type: "cleared" },
  ]);
  await closeEpisodes(pool, NOW);
  await forget();
  expect(await ids()).toEqual(["long", "open", "young"]);
});
