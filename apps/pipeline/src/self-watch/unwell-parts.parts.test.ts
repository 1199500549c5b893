import { randomUUID } from "node:crypto";
import { upsertDevices } from "@arterial/db/city/write-devices";
import { PIPELINE_ROLE } from "@arterial/db/grants";
import { asRole, createTestDatabase } from "@arterial/db/testing/test-database";
import { type HeartbeatFrame, LIVE_CHANNELS } from "@arterial/domain/live/frame";
import { connectRedisLiveStore } from "@arterial/streams/redis-live-store";
import { expect, it, onTestFinished, vi } from "vitest";
import { startPipelineProcess } from "../testing/pipeline-process.ts";
import { TEST_DEVICES } from "../testing/running-pipeline.ts";

const WAIT = { timeout: 60_000, interval: 50 };

it("the heartbeat tells what is not well in a process of another role, and no more of it once that has ended", async () => {
  const database = await createTestDatabase();
  onTestFinished(() => database.drop());
  await upsertDevices(database.pool, TEST_DEVICES);
  const prefix = `test-${randomUUID()}-`;
  const env = {
    PIPELINE_DATABASE_URL: asRole(database.url, PIPELINE_ROLE),
    KAFKA_BROKERS: process.env.TEST_KAFKA_BROKERS ?? "",
    KAFKA_PREFIX: prefix,
    KAFKA_PARTITIONS: "1",
    REDIS_URL: process.env.TEST_REDIS_URL ?? "",
    REDIS_PREFIX: prefix,
    METRICS_PORT: "0",
  };
  const start = async (roles: string, own: Record<string, string> = {}) => {
    const started = await startPipelineProcess({ ...env, ...own }, ["--roles", roles]);
    onTestFinished(async () => {
      started.child.kill("SIGKILL");
      await started.exited;
    });
    return started;
  };
  const store = await connectRedisLiveStore({ url: env.REDIS_URL, prefix });
  onTestFinished(() => store.stop());
  let unwell: HeartbeatFrame["unwell"] = [];
  await store.value.subscribe(LIVE_CHANNELS.heartbeat, ({ value }) => {
    unwell = (value as HeartbeatFrame).unwell;
  });

  await start("process,jobs");
  const sink = await start("sink", { DATA_DIR: "/there-is-no-such-folder" });
  const ofSink = () => unwell.filter(({ part }) => part.endsWith("(sink)"));
  await vi.waitFor(() => expect(ofSink()).toHaveLength(1), WAIT);
  expect(ofSink()).toMatchObject([
    { part: "disk (sink)", status: "down", detail: expect.stringContaining("no such file") },
  ]);
  sink.child.kill("SIGTERM");
  await sink.exited;
  await vi.waitFor(() => expect(ofSink()).toEqual([]), WAIT);
});
