import { execFile, fork } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { freePort, startPipelineProcess } from "../apps/pipeline/src/testing/pipeline-process.ts";
import { TEST_DEVICES, TEST_FEED } from "../apps/pipeline/src/testing/running-pipeline.ts";
import { upsertDevices } from "../packages/db/src/city/write-devices.ts";
import { maintainPartitions } from "../packages/db/src/maintain-partitions.ts";
import { inTransaction } from "../packages/db/src/pool.ts";
import { createTestDatabase, type TestDatabase } from "../packages/db/src/testing/test-database.ts";
import { writeVehicleObservations } from "../packages/db/src/timeseries/traffic/write-vehicle-observations.ts";
import type { Observation } from "../packages/domain/src/observation.ts";
import { findPostgresBinaries } from "../scripts/postgres/binaries.ts";
import { startCluster } from "../scripts/postgres/cluster.ts";
import { findServerUser } from "../scripts/postgres/server-user.ts";
import type { BenchmarkResult } from "./report/benchmark.ts";

export const summary = "readings a second from PUBLISH over MQTT to the committed row";

const GENERATOR = fileURLToPath(new URL("./ingest/generate-load.ts", import.meta.url));
const BARE_BROKER = fileURLToPath(new URL("./ingest/bare-broker.ts", import.meta.url));
const UNIT = "readings/s";

interface Load {
  readings: number;
  perMessage: number;
  connections: number;
  window: number;
}
const SINGLE: Load = { readings: 60_000, perMessage: 1, connections: 4, window: 500 };
const ARRAYS: Load = { readings: 300_000, perMessage: 20, connections: 4, window: 100 };

/** Readings per second of one load against a broker; a short warm-up comes first. */
async function measure(port: number, load: Load): Promise<number> {
  await generate(port, { ...load, readings: load.readings / 6 });
  return generate(port, load);
}

async function generate(port: number, load: Load): Promise<number> {
  const settings = { url: `mqtt://127.0.0.1:${port}`, ...TEST_FEED, ...load };
  const args = Object.entries(settings).map(([name, value]) => `--${name}=${value}`);
  const { stdout } = await promisify(execFile)(process.execPath, [GENERATOR, ...args]);
  const { readings, seconds } = JSON.parse(stdout) as { readings: number; seconds: number };
  return Math.round(readings / seconds);
}

/** The same rows, made in this process and given to PostgreSQL in the same batches, one connection. */
async function measureInserts(database: TestDatabase, rows: number, perBatch: number): Promise<number> {
  const at = Date.now() - 30 * 60 * 1_000;
  const batch = (from: number) =>
    Array.from({ length: perBatch }, (_, k): Observation<"vehicle"> => {
      const reading = {
        ts: at + from + k,
        id: `v${k % 500}`,
        lon: 10.1234,
        lat: 54.1234,
        speedKmh: 37.5,
        headingDeg: 90,
      };
      return {
        kind: "vehicle",
        deviceId: "vehicle-1",
        receivedAt: at,
        reading: { ...reading, segmentId: "s1" },
      };
    });
  const startedAt = performance.now();
  for (let from = 0; from < rows; from += perBatch) {
    const observations = batch(from);
    await inTransaction(database.pool, (client) => writeVehicleObservations(client, observations));
  }
  return Math.round((rows / (performance.now() - startedAt)) * 1_000);
}

async function measureBareBroker(): Promise<number> {
  const port = await freePort();
  const child = fork(BARE_BROKER, { env: { ...process.env, MQTT_PORT: String(port) } });
  await once(child, "message");
  try {
    return await measure(port, SINGLE);
  } finally {
    child.disconnect();
  }
}

async function measurePipeline(database: TestDatabase) {
  const port = await freePort();
  const pipeline = await startPipelineProcess({
    PIPELINE_DATABASE_URL: database.url,
    MQTT_PORT: String(port),
    METRICS_PORT: "0",
    SIMULATOR_MQTT_USERNAME: TEST_FEED.username,
    SIMULATOR_MQTT_PASSWORD: TEST_FEED.password,
  });
  const single = await measure(port, SINGLE);
  await clear(database);
  const arrays = await measure(port, ARRAYS);
  await clear(database);
  pipeline.child.kill("SIGTERM");
  await pipeline.exited;
  return { single, arrays };
}

function clear(database: TestDatabase) {
  return database.pool.query("truncate timeseries.vehicle_observation");
}

/**
 * How many readings a second come in over MQTT at QoS 1 and are acknowledged after their commit, on a PostgreSQL that
 * flushes to disk. The generator, the pipeline and the server share the machine.
 */
export async function run(): Promise<BenchmarkResult> {
  const folder = mkdtempSync(join(tmpdir(), "arterial-bench-ingest-"));
  chmodSync(folder, 0o755);
  const user = findServerUser();
  const cluster = await startCluster({
    binaries: await findPostgresBinaries(user),
    user,
    dataFolder: join(folder, "data"),
    logFile: join(folder, "postgres.log"),
    superuserPassword: "bench",
    settings: { max_wal_size: "2GB" },
  });
  try {
    const database = await createTestDatabase(cluster.superuserUrl("postgres"));
    await upsertDevices(database.pool, TEST_DEVICES);
    await maintainPartitions(database.pool, { nowMs: Date.now() });
    const { single, arrays } = await measurePipeline(database);
    const limit = await measureInserts(database, 300_000, 2_000);
    await database.drop();
    const bare = await measureBareBroker();
    return {
      name: "ingest",
      ours: { value: single, unit: UNIT },
      limit: { value: limit, unit: UNIT },
      peers: [{ name: "aedes alone, acknowledging at once and storing nothing", value: bare, unit: UNIT }],
      ratios: { toLimit: single / limit, toBareBroker: single / bare, arraysToLimit: arrays / limit },
      arraysOf20: { value: arrays, unit: UNIT },
      notes: [
        "ours: one reading a message, QoS 1, 4 connections with 500 messages under way each, acknowledged after commit",
        "limit: the same rows inserted in batches of 2,000 from one connection, without MQTT",
        "fsync is on; generator, pipeline and PostgreSQL share the machine",
      ],
      cores: cpus().length,
    };
  } finally {
    await cluster.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
