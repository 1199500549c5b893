import type { Pool } from "@arterial/db/pool";
import { readLogPositions } from "@arterial/db/timeseries/log-position/log-position";
import { DERIVED_TOPICS, OBSERVATION_TOPICS } from "@arterial/domain/log-topic";
import { Kafka, logLevel } from "kafkajs";
import { vi } from "vitest";
import type { PipelineEnv } from "../env.ts";

/** What the sinks read, by group. */
const READ_BY: readonly [group: string, topics: readonly string[]][] = [
  ["observation-sink", Object.values(OBSERVATION_TOPICS)],
  ["dead-letter-sink", [DERIVED_TOPICS.deadLetters]],
];

/**
 * Waits until the sinks have stored all that the log holds at this moment. Without Kafka that is so as soon as a message
 * was acknowledged.
 */
export async function waitUntilStored(env: PipelineEnv, pool: Pool): Promise<void> {
  if (env.KAFKA_BROKERS === undefined) return;
  const admin = new Kafka({ brokers: env.KAFKA_BROKERS, logLevel: logLevel.NOTHING }).admin();
  await admin.connect();
  try {
    for (const [group, topics] of READ_BY) {
      for (const topic of topics) {
        const ends = await admin.fetchTopicOffsets(env.KAFKA_PREFIX + topic);
        const isStored = async () => {
          const positions = await readLogPositions(pool, { group: env.KAFKA_PREFIX + group, topic });
          return ends.every(({ partition, high }) => (positions.get(partition) ?? 0) >= Number(high));
        };
        await vi.waitUntil(isStored, { timeout: 40_000, interval: 10 });
      }
    }
  } finally {
    await admin.disconnect();
  }
}
