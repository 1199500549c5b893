import { randomUUID } from "node:crypto";
import type { Observation } from "@arterial/domain/observation";
import { systemClock } from "@arterial/runtime/clock";
import { createHealth } from "@arterial/runtime/health";
import { createLogger } from "@arterial/runtime/logger";
import { createMetrics } from "@arterial/runtime/metrics";
import { expect, it, onTestFinished, vi } from "vitest";
import { readPipelineEnv } from "../env.ts";
import { openLog } from "./open-log.ts";

const START = Date.now();

/** A reading of a camera whose message, which names as many classes of road users as it has room for, takes so many bytes. */
function readingOf(bytes: number): Observation<"camera"> {
  const nameOf = (n: number) => `class-${String(n).padStart(6, "0")}`;
  const messageOf = (counts: Record<string, number>) => ({ ts: START, counts });
  const entryBytes = JSON.stringify({ [nameOf(0)]: 1 }).length - 1;
  const room = bytes - JSON.stringify(messageOf({})).length;
  const names = Array.from({ length: Math.floor(room / entryBytes) }, (_, n) => nameOf(n));
  const reading = messageOf(Object.fromEntries(names.map((name) => [name, 1])));
  return { kind: "camera", deviceId: "camera-1", receivedAt: START, reading };
}

it("takes a single reading that is as large as a message may be", async () => {
  const env = readPipelineEnv({
    PIPELINE_DATABASE_URL: "postgres://nobody@localhost/none",
    KAFKA_BROKERS: process.env.TEST_KAFKA_BROKERS ?? "",
    KAFKA_PREFIX: `test-${randomUUID()}-`,
  });
  const failures: unknown[] = [];
  const { value: log, stop } = await openLog({
    env,
    logger: createLogger({ name: "test", level: "silent" }),
    clock: systemClock,
    registry: createMetrics(),
    health: createHealth(),
    crash: (error) => failures.push(error),
  });
  onTestFinished(() => stop());
  const reading = readingOf(env.MAX_PAYLOAD_BYTES);
  expect(JSON.stringify(reading.reading).length).toBeGreaterThan(env.MAX_PAYLOAD_BYTES - 30);
  await log.append("camera-analytics", [{ key: "camera-1", timestampMs: START, value: reading }]);

  const read: unknown[] = [];
  const reader = log.subscribe({
    topics: ["camera-analytics"],
    group: "test",
    isDurable: false,
    fromMs: START - 60_000,
    onBatch: async (records) => {
      read.push(...records.map(({ value }) => value));
    },
  });
  onTestFinished(() => reader.stop());
  await vi.waitFor(() => expect(read).toHaveLength(1), { timeout: 30_000, interval: 50 });
  expect(read).toEqual([reading]);
  expect(failures).toEqual([]);
});
