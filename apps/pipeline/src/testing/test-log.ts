import { randomUUID } from "node:crypto";
import { systemClock } from "@arterial/runtime/clock";
import { createHealth } from "@arterial/runtime/health";
import { createLogger } from "@arterial/runtime/logger";
import { createMetrics } from "@arterial/runtime/metrics";
import { Kafka } from "kafkajs";
import { onTestFinished } from "vitest";
import { readPipelineEnv } from "../env.ts";
import { createPipelineMetrics } from "../ingest/pipeline-metrics.ts";
import { openLog } from "../log/open-log.ts";

const logger = createLogger({ name: "test", level: "silent" });

/** Opens a log of its own on the Kafka of the tests; it is closed when the test ends. */
export async function openTestLog(overrides: Record<string, string> = {}) {
  const env = readPipelineEnv({
    PIPELINE_DATABASE_URL: "postgres://nobody@localhost/none",
    KAFKA_BROKERS: process.env.TEST_KAFKA_BROKERS ?? "",
    KAFKA_PREFIX: `test-${randomUUID()}-`,
    ...overrides,
  });
  const failures: unknown[] = [];
  const [registry, health] = [createMetrics(), createHealth()];
  const metrics = createPipelineMetrics(registry);
  const crash = (error: unknown) => failures.push(error);
  const { value: log, stop } = await openLog({
    env,
    logger,
    clock: systemClock,
    registry,
    metrics,
    health,
    crash,
  });
  onTestFinished(() => stop());
  const kafka = new Kafka({ brokers: env.KAFKA_BROKERS ?? [], logLevel: 1 });
  return { env, log, failures, logger, registry, health, metrics, kafka };
}
