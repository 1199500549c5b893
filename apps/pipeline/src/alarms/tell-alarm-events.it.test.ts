import { createTestDatabase, type TestDatabase } from "@arterial/db/testing/test-database";
import { closeEpisodes, writeEpisodes } from "@arterial/db/timeseries/live-recording/episodes";
import { type AlarmEvent, alarmEventId } from "@arterial/domain/alarm/alarm-event";
import type { AbnormalItem } from "@arterial/domain/live/frame";
import { createManualClock } from "@arterial/runtime/clock";
import { createLogger } from "@arterial/runtime/logger";
import { createMemoryLog } from "@arterial/streams/memory-log";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { PipelineTopics } from "../topics.ts";
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

  await closeEpisodes(pool, { atMs: START + 9_000, keptFromMs: 0 });
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
