import { createTestDatabase } from "@arterial/db/testing/test-database";
import type { Observation } from "@arterial/domain/observation";
import { systemClock } from "@arterial/runtime/clock";
import { ConfigResourceTypes } from "kafkajs";
import { expect, it, onTestFinished, vi } from "vitest";
import { startDeadLetterSink } from "../sinks/dead-letter-sink.ts";
import { startObservationSink } from "../sinks/observation-sink.ts";
import { openTestLog } from "../testing/test-log.ts";
import { toLetterRecord } from "./letter-record.ts";

const START = Date.now();
const HOUR_MS = 3_600_000;
const WAIT = { timeout: 30_000, interval: 50 };

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
  const { env, log, failures } = await openTestLog();
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
  await vi.waitFor(() => expect(read).toHaveLength(1), WAIT);
  expect(read).toEqual([reading]);
  expect(failures).toEqual([]);
});

/** Partitions and retention of every topic, as docs/operations.md states them for these settings. */
const KEPT: Readonly<Record<string, { partitions: number; retentionMs: number }>> = {
  ...Object.fromEntries(
    ["traffic-data", "vehicle-data", "air-quality", "parking-data", "weather-data", "camera-analytics"].map(
      (topic) => [topic, { partitions: 5, retentionMs: 7 * HOUR_MS }],
    ),
  ),
  "segment-metrics": { partitions: 5, retentionMs: 7 * 24 * HOUR_MS },
  "congestion-events": { partitions: 5, retentionMs: 7 * 24 * HOUR_MS },
  "alarm-events": { partitions: 5, retentionMs: 7 * 24 * HOUR_MS },
  "dead-letters": { partitions: 1, retentionMs: 7 * 24 * HOUR_MS },
};

it("creates every topic with the partitions, the retention and the replicas that are stated", async () => {
  const { env, kafka } = await openTestLog({ KAFKA_PARTITIONS: "5", KAFKA_RETENTION_H: "7" });
  const admin = kafka.admin();
  await admin.connect();
  onTestFinished(() => admin.disconnect());
  const own = (await admin.listTopics()).filter((name) => name.startsWith(env.KAFKA_PREFIX));
  const { brokers } = await admin.describeCluster();
  const replicas = Math.min(3, brokers.length);
  const { topics } = await admin.fetchTopicMetadata({ topics: own });
  const { resources } = await admin.describeConfigs({
    includeSynonyms: false,
    resources: own.map((name) => ({ type: ConfigResourceTypes.TOPIC, name })),
  });
  const configOf = (topic: string, name: string) =>
    resources
      .find(({ resourceName }) => resourceName === env.KAFKA_PREFIX + topic)
      ?.configEntries.find(({ configName }) => configName === name)?.configValue;
  const created = topics.map(({ name, partitions }) => [
    name.slice(env.KAFKA_PREFIX.length),
    partitions.map((partition) => partition.replicas.length),
  ]);
  expect(Object.fromEntries(created)).toEqual({
    "running-parts": [replicas],
    ...Object.fromEntries(
      Object.entries(KEPT).map(([topic, { partitions }]) => [topic, Array(partitions).fill(replicas)]),
    ),
  });
  for (const [topic, { retentionMs }] of Object.entries(KEPT)) {
    expect(configOf(topic, "retention.ms"), topic).toBe(String(retentionMs));
    expect(configOf(topic, "min.insync.replicas"), topic).toBe(String(Math.max(1, replicas - 1)));
    expect(configOf(topic, "cleanup.policy"), topic).toBe("delete");
  }
});

it("keeps a reading that was written by another version of its schema, as a dead letter and for all to see", async () => {
  const database = await createTestDatabase();
  onTestFinished(() => database.drop());
  const { env, log, failures, logger, registry, health, metrics, kafka } = await openTestLog({
    KAFKA_PARTITIONS: "1",
  });
  const observation = (ts: number): Observation<"air"> => ({
    kind: "air",
    deviceId: "air-1",
    receivedAt: ts + 300,
    reading: { ts, pm25: 7 },
  });
  const producer = kafka.producer();
  await producer.connect();
  await producer.send({
    topic: `${env.KAFKA_PREFIX}air-quality`,
    messages: [
      {
        key: "air-1",
        value: JSON.stringify(observation(START)),
        headers: { ce_dataschema: "urn:arterial:schema:air-quality:0" },
      },
    ],
  });
  await producer.disconnect();
  await log.append("air-quality", [
    { key: "air-1", timestampMs: START + 1, value: observation(START + 60_000) },
  ]);

  const deps = { pool: database.pool, log, clock: systemClock, logger, metrics, giveUpAfterMs: 20_000 };
  const sinks = [startObservationSink, startDeadLetterSink].map((start) =>
    start({ ...deps, logPrefix: env.KAFKA_PREFIX }),
  );
  onTestFinished(async () => void (await Promise.all(sinks.map((sink) => sink.stop()))));
  const read = async (query: string) => (await database.pool.query(query)).rows;
  await vi.waitFor(async () => {
    expect(await read("select from timeseries.air_observation")).toHaveLength(1);
    expect(
      await read(
        "select topic, device_id, reason, convert_from(payload, 'UTF8') as payload from timeseries.dead_letter",
      ),
    ).toEqual([
      {
        topic: "city/v1/air/air-1",
        device_id: "air-1",
        reason: "unreadable-record",
        payload: JSON.stringify({ ts: START, pm25: 7 }),
      },
    ]);
  }, WAIT);
  const { parts } = await health.report();
  expect(parts["unreadable records"]).toMatchObject({
    status: "degraded",
    detail: expect.stringContaining("air-quality/0 at offset 0 cannot be read"),
  });
  const text = await registry.render();
  expect(text).toContain('arterial_log_unreadable_records_total{topic="air-quality"} 1');
  expect(text).toContain('arterial_readings_dead_lettered_total{kind="air",reason="unreadable-record"} 1');
  expect(failures).toEqual([]);
});

it("takes the largest dead letter that is kept whole, and the beginning of a larger one", async () => {
  const { log, failures } = await openTestLog();
  const sizes = [16, 24].map((mib) => mib * 1024 * 1024);
  const letters = sizes.map((bytes) =>
    toLetterRecord({
      topic: "city/v1/air/air-1",
      receivedAt: START,
      reason: "too-large",
      payload: Buffer.alloc(bytes, bytes % 251),
      isRedelivery: false,
    }),
  );
  const read: number[] = [];
  const reader = log.subscribe({
    topics: ["dead-letters"],
    group: "test",
    isDurable: false,
    fromMs: START - 60_000,
    onBatch: async (records) => void read.push(...records.map(({ value }) => value.payload.length)),
  });
  onTestFinished(() => reader.stop());
  for (const letter of letters) await log.append("dead-letters", [letter]);
  await vi.waitUntil(() => read.length === 2, WAIT);
  expect(read).toEqual([16 * 1024 * 1024, 1024 * 1024]);
  expect(failures).toEqual([]);
});
