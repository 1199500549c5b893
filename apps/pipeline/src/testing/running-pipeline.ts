import { createHash, randomUUID } from "node:crypto";
import { type DeviceToWrite, upsertDevices } from "@arterial/db/city/write-devices";
import { createTestDatabase, type TestDatabase } from "@arterial/db/testing/test-database";
import type { DeviceKind } from "@arterial/domain/device-kind";
import { createScope, type Started } from "@arterial/runtime/lifecycle";
import { createLogger, type LogLevel } from "@arterial/runtime/logger";
import type { LiveStore } from "@arterial/streams/live-store";
import { connectMqttLiveStore } from "@arterial/streams/mqtt-live-store";
import { connectRedisLiveStore } from "@arterial/streams/redis-live-store";
import { connectAsync, type IClientOptions, type MqttClient } from "mqtt";
import { type PipelineEnv, readPipelineEnv } from "../env.ts";
import { startPipeline } from "../start-pipeline.ts";
import { waitUntilStored } from "./stored-records.ts";

/** Accounts of the settings in tests. */
export const TEST_FEED = { username: "feed", password: "feed-secret" };
export const TEST_GATEWAY = { username: "gateway", password: "gateway-secret" };

/** Password of a registered test device. */
export function passwordOf(deviceId: string): string {
  return `secret-of-${deviceId}`;
}

/** A device as a test registers it, with its password set. */
export function testDevice(id: string, kind: DeviceKind): DeviceToWrite {
  const passwordHash = createHash("sha256").update(passwordOf(id)).digest("hex");
  return { id, kind, name: id, lon: 10, lat: 54, expectedIntervalS: 60, passwordHash };
}

/** One device of each kind, named `<kind>-1`. */
export const TEST_DEVICES = (["traffic", "vehicle", "air", "parking", "weather", "camera"] as const).map(
  (kind) => testDevice(`${kind}-1`, kind),
);

/** A pipeline that runs in the test's process, on a database of its own. */
export interface TestPipeline {
  database: TestDatabase;
  mqttPort: number;
  metricsPort: number;
  /** Errors that would have ended the process. */
  crashes: unknown[];
  /** Connects as a device or another account. */
  connect(account: { username: string; password: string }, options?: IClientOptions): Promise<MqttClient>;
  connectDevice(id: string, options?: IClientOptions): Promise<MqttClient>;
  /** Connects to the live store as the web server does. */
  connectLiveStore(): Promise<Started<LiveStore>>;
  /** Resolves when what was acknowledged so far is stored. */
  settled(): Promise<void>;
  /** Stops the pipeline, keeps the database. */
  stop(): Promise<void>;
  /** Stops the pipeline and removes the database. */
  dispose(): Promise<void>;
}

/** On the real parts when the tests have them: topics and keys of its own for each pipeline. */
function partsEnv(): Partial<Record<keyof PipelineEnv, string>> {
  const { TEST_KAFKA_BROKERS, TEST_REDIS_URL } = process.env;
  const prefix = `test-${randomUUID()}-`;
  return {
    ...(TEST_KAFKA_BROKERS
      ? { KAFKA_BROKERS: TEST_KAFKA_BROKERS, KAFKA_PREFIX: prefix, KAFKA_PARTITIONS: "2" }
      : {}),
    ...(TEST_REDIS_URL ? { REDIS_URL: TEST_REDIS_URL, REDIS_PREFIX: prefix } : {}),
  };
}

function testEnv(url: string, overrides: Partial<Record<keyof PipelineEnv, string>>): PipelineEnv {
  return readPipelineEnv({
    PIPELINE_DATABASE_URL: url,
    MQTT_PORT: "0",
    METRICS_PORT: "0",
    ...partsEnv(),
    INTERNAL_MQTT_USERNAME: TEST_GATEWAY.username,
    INTERNAL_MQTT_PASSWORD: TEST_GATEWAY.password,
    SIMULATOR_MQTT_USERNAME: TEST_FEED.username,
    SIMULATOR_MQTT_PASSWORD: TEST_FEED.password,
    ...overrides,
  });
}

/** Starts a pipeline with the embedded broker, unless `env` says otherwise, and the test devices registered. */
export async function startTestPipeline(
  options: {
    env?: Partial<Record<keyof PipelineEnv, string>>;
    database?: TestDatabase;
    logLevel?: LogLevel;
  } = {},
): Promise<TestPipeline> {
  const database = options.database ?? (await createTestDatabase());
  await upsertDevices(database.pool, TEST_DEVICES);
  const logger = createLogger({ name: "test-pipeline", level: options.logLevel ?? "silent" });
  const scope = createScope(logger);
  const crashes: unknown[] = [];
  const env = testEnv(database.url, options.env ?? {});
  const { mqttPort = 0, metricsPort } = await startPipeline(scope, {
    env,
    logger,
    crash: (error) => void crashes.push(error),
    parts: { startProcessing: async () => {}, startJobs: async () => {} },
  });
  const clients: MqttClient[] = [];

  const connect: TestPipeline["connect"] = async (account, clientOptions = {}) => {
    const client = await connectAsync(
      `mqtt://127.0.0.1:${mqttPort}`,
      { ...account, protocolVersion: 4, reconnectPeriod: 0, ...clientOptions },
      false,
    );
    client.on("error", () => {});
    clients.push(client);
    return client;
  };
  const stop = async () => {
    await Promise.all(clients.map((client) => client.endAsync(true)));
    await scope.stop();
  };
  return {
    database,
    mqttPort,
    metricsPort,
    crashes,
    connect,
    connectLiveStore: () =>
      env.REDIS_URL === undefined
        ? connectMqttLiveStore({ url: `mqtt://127.0.0.1:${mqttPort}`, ...TEST_GATEWAY, clientId: "gateway" })
        : connectRedisLiveStore({ url: env.REDIS_URL, prefix: env.REDIS_PREFIX }),
    settled: () => waitUntilStored(env, database.pool),
    connectDevice: (id, clientOptions) => connect({ username: id, password: passwordOf(id) }, clientOptions),
    stop,
    dispose: async () => {
      await stop();
      await database.drop();
    },
  };
}
