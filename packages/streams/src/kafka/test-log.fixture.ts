import { randomUUID } from "node:crypto";
import type { EventLog, TopicValues } from "../event-log.ts";
import { type KafkaLogOptions, openKafkaLog } from "./kafka-log.ts";
import type { TopicSettings } from "./topic-settings.ts";

/** Settings of a topic of plain JSON values in tests. */
export function testTopic<V>(partitions: number): TopicSettings<V> {
  return {
    partitions,
    retentionMs: 3_600_000,
    event: ({ key }) => ({
      id: randomUUID(),
      source: "/test",
      type: "test.value",
      subject: key,
      dataSchema: "urn:test:value:1",
    }),
    encode: JSON.stringify,
    decode: (bytes) => JSON.parse(bytes.toString()),
  };
}

/** Opens a log of its own, or another member of the one with this prefix, on the Kafka of the tests. */
export async function openTestLog<T extends TopicValues>(
  options: Pick<KafkaLogOptions<T>, "topics"> & Partial<KafkaLogOptions<T>>,
): Promise<{ log: EventLog<T>; failures: Error[]; bad: unknown[]; lost: unknown[]; prefix: string }> {
  const brokers = process.env.TEST_KAFKA_BROKERS?.split(",") ?? [];
  const failures: Error[] = [];
  const bad: unknown[] = [];
  const lost: unknown[] = [];
  const prefix = options.prefix ?? `test-${randomUUID()}-`;
  const log = await openKafkaLog<T>({
    brokers,
    clientId: "test",
    sessionTimeoutMs: 3_000,
    giveUpAfterMs: 20_000,
    onFailure: (error) => void failures.push(error),
    onBadRecord: (where) => void bad.push(where),
    onLostRecords: (where) => void lost.push(where),
    onClocksDiffer: () => {},
    ...options,
    prefix,
  });
  return { log, failures, bad, lost, prefix };
}
