import { randomUUID } from "node:crypto";
import { createTestDatabase } from "@arterial/db/testing/test-database";
import { writeEpisodes } from "@arterial/db/timeseries/live-recording/episodes";
import { alarmEventId } from "@arterial/domain/alarm/alarm-event";
import type { AbnormalItem } from "@arterial/domain/live/frame";
import { systemClock } from "@arterial/runtime/clock";
import { createHealth } from "@arterial/runtime/health";
import { createLogger } from "@arterial/runtime/logger";
import { createMetrics } from "@arterial/runtime/metrics";
import { expect, it, onTestFinished, vi } from "vitest";
import { readPipelineEnv } from "../env.ts";
import { createPipelineMetrics } from "../ingest/pipeline-metrics.ts";
import { openLog } from "../log/open-log.ts";
import { startTellingAlarmEvents } from "./tell-alarm-events.ts";

const START = Date.now();
const logger = createLogger({ name: "test", level: "silent" });

function item(id: string): AbnormalItem {
  const subject = { type: "device", id: "loop-1" } as const;
  const place = { point: [11, 54.6], segmentIds: [], since: START } satisfies Partial<AbnormalItem>;
  return { id, severity: 4, kind: "sensor_fault", subject, code: "fault.stuck", params: {}, ...place };
}

it("does not tell again what a process that died had told without noting it", async () => {
  const database = await createTestDatabase();
  onTestFinished(() => database.drop());
  const env = readPipelineEnv({
    PIPELINE_DATABASE_URL: database.url,
    KAFKA_BROKERS: process.env.TEST_KAFKA_BROKERS ?? "",
    KAFKA_PREFIX: `test-${randomUUID()}-`,
  });
  const failures: unknown[] = [];
  const registry = createMetrics();
  const { value: log, stop } = await openLog({
    env,
    logger,
    clock: systemClock,
    registry,
    metrics: createPipelineMetrics(registry),
    health: createHealth(),
    crash: (error) => failures.push(error),
  });
  onTestFinished(() => stop());
  const { pool } = database;
  const told = item("fault:1");
  await writeEpisodes(pool, START, { came: [told, item("fault:2")], left: [] });
  const { segmentIds: _segments, ...alarm } = told;
  await log.append("alarm-events", [
    {
      key: "loop-1",
      timestampMs: START,
      value: { type: "raised", at: START, reason: null, alarm: { ...alarm, raisedAt: START } },
    },
  ]);

  const deps = { pool, log, clock: systemClock, logger, giveUpAfterMs: 0 };
  const telling = await startTellingAlarmEvents(deps);
  onTestFinished(() => telling.stop());
  await writeEpisodes(pool, START + 2_000, { came: [], left: ["fault:1"] });

  const heard: string[] = [];
  const reader = log.subscribe({
    topics: ["alarm-events"],
    group: "test",
    isDurable: false,
    fromMs: START - 60_000,
    onBatch: async (records) => {
      heard.push(...records.map(({ value }) => alarmEventId(value)));
    },
  });
  onTestFinished(() => reader.stop());
  const expected = [`fault:1/${START}/raised`, `fault:2/${START}/raised`, `fault:1/${START}/cleared`];
  await vi.waitFor(() => expect(heard).toHaveLength(expected.length), { timeout: 30_000, interval: 50 });
  expect(heard).toEqual(expected);
  expect(failures).toEqual([]);
});
