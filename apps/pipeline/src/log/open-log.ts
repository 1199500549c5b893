import type { Clock } from "@arterial/runtime/clock";
import type { Health } from "@arterial/runtime/health";
import type { Started } from "@arterial/runtime/lifecycle";
import type { Logger } from "@arterial/runtime/logger";
import type { Metrics } from "@arterial/runtime/metrics";
import { openKafkaLog } from "@arterial/streams/kafka/kafka-log";
import type { OnBadRecord } from "@arterial/streams/kafka/read-message";
import { createMemoryLog } from "@arterial/streams/memory-log";
import type { PipelineEnv } from "../env.ts";
import type { PipelineMetrics } from "../ingest/pipeline-metrics.ts";
import type { PipelineLog, PipelineTopics } from "../topics.ts";
import { readKafkaAccess } from "./kafka-access.ts";
import { toLetterRecord } from "./letter-record.ts";
import { createLogHealth } from "./log-health.ts";
import { createTopicSettings } from "./topic-settings.ts";
import { letterOfUnreadable } from "./unreadable-record.ts";
import { createUnreadableWatch } from "./unreadable-watch.ts";

export interface OpenLogDeps {
  env: PipelineEnv;
  logger: Logger;
  clock: Clock;
  registry: Metrics;
  metrics: Pick<PipelineMetrics, "deadLettered">;
  health: Health;
  /** Told when records can no longer be made safe: the process should end. */
  crash: (error: unknown) => void;
}

const HOUR_MS = 3_600_000;
const KAFKA_ERROR = 1;
/** What Kafka takes at once unless a topic says otherwise; many small readings need it, too. */
const KAFKA_MAX_BYTES = 1_048_588;

/** Opens the event log: Kafka when there are brokers, else the one in this process. */
export async function openLog(deps: OpenLogDeps): Promise<Started<PipelineLog>> {
  const { env, crash } = deps;
  const log =
    env.KAFKA_BROKERS === undefined
      ? createMemoryLog<PipelineTopics>({ onFailure: crash })
      : await openKafka(deps, env.KAFKA_BROKERS);
  return { value: log, stop: () => log.close() };
}

/** Tells of what cannot be read. A reading that a sink was to make safe becomes a dead letter. */
function createOnBadRecord(deps: OpenLogDeps, log: () => PipelineLog): OnBadRecord {
  const { logger, registry, metrics, health, clock } = deps;
  const watch = createUnreadableWatch(clock);
  health.register("unreadable records", watch.check);
  const unreadable = registry.counter({
    name: "arterial_log_unreadable_records",
    help: "Records of the event log that are no value of their topic",
    labels: ["topic"],
  });
  return async (bad) => {
    const { topic, partition, offset, error } = bad;
    unreadable.add({ topic });
    watch.note(bad);
    logger.error({ topic, partition, offset, err: error }, "record of the event log left out");
    const letter = bad.isDurable ? letterOfUnreadable(bad) : undefined;
    if (!letter) return;
    metrics.deadLettered.add({ kind: letter.kind, reason: letter.reason });
    await log().append("dead-letters", [toLetterRecord(letter)]);
  };
}

async function openKafka(deps: OpenLogDeps, brokers: readonly string[]): Promise<PipelineLog> {
  const { env, clock, logger, health, crash } = deps;
  const logHealth = createLogHealth(clock);
  health.register("event log", logHealth.check);
  const log: PipelineLog = await openKafkaLog<PipelineTopics>({
    brokers,
    ...readKafkaAccess(env),
    clientId: "arterial-pipeline",
    prefix: env.KAFKA_PREFIX,
    topics: createTopicSettings({
      partitions: env.KAFKA_PARTITIONS,
      retentionMs: env.KAFKA_RETENTION_H * HOUR_MS,
      // A message may be one reading, which is written with where and when it came from.
      maxReadingBytes: Math.max(KAFKA_MAX_BYTES, 2 * env.MAX_PAYLOAD_BYTES),
    }),
    sessionTimeoutMs: env.KAFKA_SESSION_TIMEOUT_S * 1_000,
    giveUpAfterMs: env.KAFKA_WAIT_S * 1_000,
    onFailure: (error) => {
      logHealth.fail(error);
      crash(error);
    },
    onBadRecord: createOnBadRecord(deps, () => log),
    onLostRecords: (lost) => {
      logHealth.lose(lost);
      if (lost.next < lost.low) logger.error(lost, "the event log deleted records before they were read");
      else logger.error(lost, "the event log has lost records: what it holds is read again");
    },
    onClocksDiffer: (aheadMs) =>
      logger.warn({ aheadMs }, "the clocks of Kafka's brokers and of this machine differ"),
    onLog: ({ namespace, level, log: { message, error } }) => {
      const fields = { part: namespace || "kafkajs", reason: error };
      if (level === KAFKA_ERROR) logger.warn(fields, message);
      else logger.debug(fields, message);
    },
  });
  return log;
}
