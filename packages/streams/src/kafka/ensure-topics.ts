import type { Admin } from "kafkajs";
import { awaitLeaders } from "./await-leaders.ts";
import type { AnyTopicSettings } from "./topic-settings.ts";

const MOST_REPLICAS = 3;

/**
 * Creates the topics that are missing, with their partitions and retention; those that exist are left as they are.
 * Records are stamped by the broker as they are appended, so that retention does not look at devices' clocks.
 */
export async function ensureTopics(
  admin: Admin,
  topics: AnyTopicSettings,
  nameOf: (topic: string) => string,
): Promise<void> {
  const { brokers } = await admin.describeCluster();
  const existing = new Set(await admin.listTopics());
  const missing = Object.entries(topics).filter(([topic]) => !existing.has(nameOf(topic)));
  if (missing.length === 0) return;
  const replicas = Math.min(MOST_REPLICAS, brokers.length);
  await admin.createTopics({
    waitForLeaders: false,
    topics: missing.map(([topic, settings]) => ({
      topic: nameOf(topic),
      numPartitions: settings.partitions,
      replicationFactor: replicas,
      configEntries: [
        { name: "retention.ms", value: String(settings.retentionMs) },
        { name: "cleanup.policy", value: "delete" },
        { name: "message.timestamp.type", value: "LogAppendTime" },
        { name: "min.insync.replicas", value: String(Math.max(1, replicas - 1)) },
        ...(settings.maxRecordBytes === undefined
          ? []
          : [{ name: "max.message.bytes", value: String(settings.maxRecordBytes) }]),
      ],
    })),
  });
  const names = missing.map(([topic]) => nameOf(topic));
  await awaitLeaders(() => admin.fetchTopicMetadata({ topics: names }));
  // A leader that is named may not serve yet, and a consumer that meets it then can fall silent for good.
  for (const name of names) await awaitLeaders(() => admin.fetchTopicOffsets(name));
}
