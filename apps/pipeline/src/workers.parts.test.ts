import { randomUUID } from "node:crypto";
import { replaceCityNetwork } from "@arterial/db/city/write-city";
import { upsertDevices } from "@arterial/db/city/write-devices";
import { PIPELINE_ROLE } from "@arterial/db/grants";
import { asRole, createTestDatabase, type TestDatabase } from "@arterial/db/testing/test-database";
import { connectAsync, type MqttClient } from "mqtt";
import { expect, it, onTestFinished, vi } from "vitest";
import { readPipelineEnv } from "./env.ts";
import { freePort, type PipelineProcess, startPipelineProcess } from "./testing/pipeline-process.ts";
import { ROAD_CITY, roadTraffic } from "./testing/road-traffic.ts";
import { TEST_DEVICES, TEST_FEED } from "./testing/running-pipeline.ts";
import { waitUntilStored } from "./testing/stored-records.ts";

const MINUTE_MS = 60_000;
const DURATION_S = 15 * 60;
const WAIT = { timeout: 60_000, interval: 50 };

/** Begins with a five-minute window, long enough ago that all of it is in the past. */
const BASE_MS = Math.floor(Date.now() / (5 * MINUTE_MS)) * 5 * MINUTE_MS - 45 * MINUTE_MS;

/** A pipeline of several processes on topics and a database of its own. */
async function createInstallation() {
  const database = await createTestDatabase();
  await upsertDevices(database.pool, TEST_DEVICES);
  await replaceCityNetwork(database.pool, ROAD_CITY);
  const prefix = `test-${randomUUID()}-`;
  const mqttPort = await freePort();
  const env = {
    PIPELINE_DATABASE_URL: asRole(database.url, PIPELINE_ROLE),
    KAFKA_BROKERS: process.env.TEST_KAFKA_BROKERS ?? "",
    KAFKA_PREFIX: prefix,
    KAFKA_PARTITIONS: "3",
    KAFKA_SESSION_TIMEOUT_S: "3",
    REDIS_URL: process.env.TEST_REDIS_URL ?? "",
    REDIS_PREFIX: prefix,
    MQTT_PORT: String(mqttPort),
    METRICS_PORT: "0",
    // The senders' time alone closes windows, however long a busy machine makes them pause.
    WINDOW_IDLE_S: "3600",
    SIMULATOR_MQTT_USERNAME: TEST_FEED.username,
    SIMULATOR_MQTT_PASSWORD: TEST_FEED.password,
  };
  const processes: PipelineProcess[] = [];
  onTestFinished(async () => {
    for (const { child } of processes) child.kill("SIGKILL");
    await Promise.all(processes.map(({ exited }) => exited));
    await database.drop();
  });
  async function start(roles: string): Promise<PipelineProcess> {
    const started = await startPipelineProcess(env, ["--roles", roles]);
    processes.push(started);
    return started;
  }
  const feed = async () => {
    const client = await connectAsync(`mqtt://127.0.0.1:${mqttPort}`, { ...TEST_FEED, protocolVersion: 4 });
    onTestFinished(() => client.endAsync(true));
    return client;
  };
  return { database, start, feed, settled: () => waitUntilStored(readPipelineEnv(env), database.pool) };
}

async function publishSeconds(feed: MqttClient, seconds: readonly object[][]): Promise<void> {
  for (const readings of seconds) {
    if (readings.length > 0) {
      await feed.publishAsync("city/v1/vehicle/vehicle-1", JSON.stringify(readings), { qos: 1 });
    }
  }
}

/** A position long after all others: every window that holds one of them has closed then. */
function lastSecond(): object[] {
  const ts = BASE_MS + (DURATION_S + 600) * 1_000;
  return [{ ts, id: "last", lon: 11, lat: 54.6, speedKmh: 30, segmentId: "a" }];
}

async function readWindows({ pool }: TestDatabase): Promise<string[]> {
  const read = async (table: string) =>
    (
      await pool.query(
        `select row_to_json(m)::text as row from timeseries.${table} m order by ts, segment_id`,
      )
    ).rows;
  const rows = [...(await read("segment_metric_1m")), ...(await read("segment_metric_5m"))];
  return rows.map(({ row }) => row);
}

async function readPositions({ pool }: TestDatabase): Promise<string[]> {
  const { rows } = await pool.query(
    `select (to_jsonb(v) - 'received_at')::text as row from timeseries.vehicle_observation v order by 1`,
  );
  return rows.map(({ row }) => row);
}

/** Windows of each size are written one after the other: the last of both must have come. */
const hasLastWindows = async ({ pool }: TestDatabase) => {
  const endAt = BASE_MS / 1_000 + DURATION_S;
  const query = `select from timeseries.segment_metric_1m m join timeseries.segment_metric_5m f using (segment_id)
    where m.ts = to_timestamp($1::float8 - 60) and f.ts = to_timestamp($1::float8 - 300)`;
  return (await pool.query(query, [endAt])).rowCount !== 0;
};

it("gives the same rows and windows, to the bit, when a worker is killed and another joins", async () => {
  const seconds = roadTraffic(BASE_MS, DURATION_S);

  const calm = await createInstallation();
  await calm.start("ingest,process,sink,jobs");
  const calmFeed = await calm.feed();
  await publishSeconds(calmFeed, [...seconds, lastSecond()]);
  await calm.settled();
  await vi.waitUntil(() => hasLastWindows(calm.database), WAIT);
  const windows = await readWindows(calm.database);
  const positions = await readPositions(calm.database);
  expect(positions).toHaveLength(seconds.flat().length + 1);

  const rough = await createInstallation();
  await rough.start("ingest");
  const first = await rough.start("process,sink,jobs");
  await vi.waitUntil(() => first.log().includes('"part":"processing"'), WAIT);
  const second = await rough.start("process,sink,jobs");
  const feed = await rough.feed();
  await publishSeconds(feed, seconds.slice(0, 420));
  await vi.waitUntil(async () => (await readWindows(rough.database)).length > 8, WAIT);
  const sending = publishSeconds(feed, seconds.slice(420, 600));
  first.child.kill("SIGKILL");
  await sending;
  await vi.waitUntil(() => second.log().includes('"part":"processing"'), WAIT);
  await rough.start("sink,process");
  await publishSeconds(feed, [...seconds.slice(600), lastSecond()]);
  await rough.settled();
  await vi.waitUntil(() => hasLastWindows(rough.database), WAIT);

  expect(await readPositions(rough.database)).toEqual(positions);
  expect(await readWindows(rough.database)).toEqual(windows);
  const classes = new Set(windows.map((row) => JSON.parse(row).congestion_class));
  expect(classes.size).toBeGreaterThan(1);
});
