import { createTestDatabase, type TestDatabase } from "@arterial/db/testing/test-database";
import { closeEpisodes, writeEpisodes } from "@arterial/db/timeseries/live-recording/episodes";
import { type AlarmEvent, alarmEventId } from "@arterial/domain/alarm/alarm-event";
import type { AbnormalItem } from "@arterial/domain/live/frame";
import { createManualClock } from "@arterial/runtime/clock";
import { createLogger } from "@arterial/runtime/logger";
import { WAIT } from "@arterial/runtime/testing/wait";
import { LogFailedError } from "@arterial/streams/event-log";
import { createMemoryLog } from "@arterial/streams/memory-log";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { createKeptLog, type KeptLog } from "../testing/kept-log.ts";
import type { PipelineLog, PipelineTopics } from "../topics.ts";
import { startTellingAlarmEvents } from "./tell-alarm-events.ts";

const START = Date.parse("2026-11-25T09:00:00Z");
const logger = createLogger({ name: "test", level: "silent" });

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

function item(id: string, subject: AbnormalItem["subject"]): AbnormalItem {
  return {
    id,
    severity: 2,
    kind: "congestion",
    subject,
    point: [11, 54.6],
    code: "congestion.queue",
    params: { place: "Mint Street", lengthM: 320 },
    since: START - 60_000,
    segmentIds: ["mint-01"],
  };
}

/** A process that tells: its log, what readers of it heard, and how time passes. */
async function startProcess() {
  const failures: unknown[] = [];
  const log = createMemoryLog<PipelineTopics>({ onFailure: (error) => failures.push(error) });
  const heard: { key: string; event: AlarmEvent }[] = [];
  const reader = log.subscribe({
    topics: ["alarm-events"],
    group: "test",
    isDurable: true,
    onBatch: async (records) => {
      for (const { key, value } of records) heard.push({ key, event: value });
    },
  });
  await reader.ready;
  const clock = createManualClock(START);
  const telling = await startTellingAlarmEvents({
    pool: database.pool,
    log,
    clock,
    logger,
    giveUpAfterMs: 0,
  });
  const stop = async () => {
    await telling.stop();
    await log.close();
  };
  return { heard, failures, pass: () => clock.advance(1_000), stop };
}

it("tells each stored transition once and in order, keyed by what it is about, over restarts", async () => {
  const { pool } = database;
  const queue = item("queue:1", { type: "segment", id: "mint-01" });
  const loop = item("fault:loop-1", { type: "device", id: "loop-1" });
  await writeEpisodes(pool, START, { came: [queue, loop], left: [] });
  const first = await startProcess();
  await first.pass();
  await first.pass();
  await writeEpisodes(pool, START + 5_000, { came: [], left: ["queue:1"] });
  await first.pass();
  await first.stop();
  expect(first.failures).toEqual([]);
  expect(first.heard.map(({ key, event }) => [key, event.type, event.at, event.reason])).toEqual([
    ["loop-1", "raised", START, null],
    ["mint-01", "raised", START, null],
    ["mint-01", "cleared", START + 5_000, "gone"],
  ]);
  expect(first.heard[1]?.event.alarm).toMatchObject({ params: { lengthM: 320 }, raisedAt: START });

  await closeEpisodes(pool, START + 9_000);
  const second = await startProcess();
  await second.pass();
  await second.stop();
  expect(second.heard.map(({ event }) => [alarmEventId(event), event.reason])).toEqual([
    [`fault:loop-1/${START}/cleared`, "interrupted"],
  ]);
});

it("an episode that is noted twice is one transition, and one that is not stored is none", async () => {
  const { pool } = database;
  const again = item("queue:2", { type: "segment", id: "mint-01" });
  await writeEpisodes(pool, START + 20_000, { came: [again], left: [] });
  await writeEpisodes(pool, START + 20_000, { came: [again], left: ["queue:unknown"] });
  const process = await startProcess();
  await process.pass();
  await process.stop();
  expect(process.heard.map(({ event }) => alarmEventId(event))).toEqual([`queue:2/${START + 20_000}/raised`]);
});

/** Breaks the connection on which events are being told, as soon as a reader has them: before that is noted. */
function breakOnceHeard(log: PipelineLog): void {
  let isBroken = false;
  log.subscribe({
    topics: ["alarm-events"],
    group: "breaking",
    isDurable: true,
    onBatch: async () => {
      if (isBroken) return;
      isBroken = true;
      await database.pool.query(
        `select pg_terminate_backend(pid, 10000) from pg_stat_activity
          where datname = current_database() and state = 'idle in transaction'`,
      );
    },
  });
}

function tellOn(log: PipelineLog, clock = createManualClock(START)) {
  return startTellingAlarmEvents({ pool: database.pool, log, clock, logger, giveUpAfterMs: 0 });
}

function idsOn({ records }: KeptLog): string[] {
  return records.map(({ value }) => alarmEventId(value as AlarmEvent));
}

it("tells nothing again when the database was lost before it was noted", async () => {
  await writeEpisodes(database.pool, START, {
    came: [item("queue:3", { type: "segment", id: "mint-01" })],
    left: [],
  });
  const clock = createManualClock(START);
  const kept = createKeptLog(clock);
  const log = kept.open();
  const telling = await tellOn(log, clock);
  breakOnceHeard(log);
  await clock.advance(1_000);
  await clock.advance(1_000);
  await writeEpisodes(database.pool, START + 2_000, { came: [], left: ["queue:3"] });
  await clock.advance(1_000);
  await telling.stop();
  await log.close();
  expect(idsOn(kept)).toEqual([`queue:3/${START}/raised`, `queue:3/${START}/cleared`]);
});

it("finds what a process told before it died, however much was told before that", async () => {
  const { pool } = database;
  const clock = createManualClock(START);
  const kept = createKeptLog(clock);
  const history = Array.from({ length: 1_200 }, (_, n) => item(`old:${n}`, { type: "device", id: "loop-1" }));
  await writeEpisodes(pool, START, { came: history, left: [] });
  const before = kept.open();
  const told = await tellOn(before, clock);
  await clock.advance(1_000);
  await told.stop();
  await clock.advance(3_600_000);

  const came = ["queue:4", "queue:5"].map((id) => item(id, { type: "segment", id: "mint-01" }));
  await writeEpisodes(pool, clock.now(), { came, left: [] });
  const dying = kept.open();
  const lastTold = await tellOn(dying, clock);
  breakOnceHeard(dying);
  await clock.advance(1_000);
  await lastTold.stop();
  expect(kept.records).toHaveLength(1_202);

  await writeEpisodes(pool, clock.now(), { came: [], left: ["queue:4"] });
  const next = await tellOn(kept.open(), clock);
  await clock.advance(1_000);
  await next.stop();
  const ids = idsOn(kept);
  expect(ids.slice(1_200).map((id) => id.replace(/\d{5,}/, "…"))).toEqual([
    "queue:4/…/raised",
    "queue:5/…/raised",
    "queue:4/…/cleared",
  ]);
  expect(new Set(ids).size).toBe(ids.length);
  expect(kept.readings).toEqual([0, 0, 2]);
});

it("keeps nobody waiting while it reads the log, and gives up on one that does not answer", async () => {
  const { pool } = database;
  const queue = item("queue:6", { type: "segment", id: "mint-01" });
  await writeEpisodes(pool, START, { came: [queue], left: [] });
  const clock = createManualClock(START);
  const kept = createKeptLog(clock);
  const starting = tellOn(kept.open({ isSilent: true }), clock);
  const refused = expect(starting).rejects.toThrow(LogFailedError);
  await vi.waitUntil(() => kept.readings.length === 1, WAIT);
  const { rows } = await pool.query(
    "select alarm_id from timeseries.alarm_event where told_at is null for update nowait",
  );
  expect(rows).toEqual([{ alarm_id: "queue:6" }]);
  await clock.advance(60_000);
  await refused;
  expect(kept.records).toEqual([]);
});
