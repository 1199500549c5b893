import { upsertDevices } from "@arterial/db/city/write-devices";
import { PIPELINE_ROLE } from "@arterial/db/grants";
import { asRole, createTestDatabase, type TestDatabase } from "@arterial/db/testing/test-database";
import { connect } from "mqtt";
import { afterAll, beforeAll, expect, it, onTestFinished } from "vitest";
import { freePort, type PipelineProcess, startPipelineProcess } from "./testing/pipeline-process.ts";
import { passwordOf, startTestPipeline, TEST_DEVICES } from "./testing/running-pipeline.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
  await upsertDevices(database.pool, TEST_DEVICES);
});
afterAll(() => database.drop());

async function startProcess(mqttPort: number): Promise<PipelineProcess> {
  const started = await startPipelineProcess({
    PIPELINE_DATABASE_URL: asRole(database.url, PIPELINE_ROLE),
    MQTT_PORT: String(mqttPort),
    METRICS_PORT: "0",
  });
  onTestFinished(() => void started.child.kill("SIGKILL"));
  return started;
}

async function storedSeqs(): Promise<number[]> {
  const { rows } = await database.pool.query(
    "select seq from timeseries.air_observation where device_id = 'air-1' order by seq",
  );
  return rows.map((row) => row.seq);
}

/** Longest that three starts, two kills and all between them take on a busy machine, ms. */
const KILLED_WITHIN_MS = 180_000;

it("keeps every acknowledged reading through kill -9, and stores what is sent again once", {
  timeout: KILLED_WITHIN_MS,
}, async () => {
  const TOTAL = 3_000;
  const port = await freePort();
  let pipeline = await startProcess(port);
  const account = { username: "air-1", password: passwordOf("air-1") };
  const device = connect(`mqtt://127.0.0.1:${port}`, {
    ...account,
    protocolVersion: 4,
    clean: false,
    clientId: "d",
    reconnectPeriod: 50,
  });
  device.on("error", () => {});
  onTestFinished(() => device.endAsync(true));
  const acknowledged = new Set<number>();
  const ts = Date.now();
  const sends = Array.from({ length: TOTAL }, (_, seq) =>
    device
      .publishAsync("city/v1/air/air-1", JSON.stringify({ ts, seq, pm25: 1 }), { qos: 1 })
      .then(() => acknowledged.add(seq)),
  );
  for (const share of [0.2, 0.5]) {
    await expect
      .poll(() => acknowledged.size, { timeout: 60_000, interval: 2 })
      .toBeGreaterThan(TOTAL * share);
    pipeline.child.kill("SIGKILL");
    const safe = [...acknowledged];
    await pipeline.exited;
    const stored = new Set(await storedSeqs());
    expect(safe.filter((seq) => !stored.has(seq))).toEqual([]);
    pipeline = await startProcess(port);
  }
  await Promise.all(sends);
  expect(await storedSeqs()).toEqual(Array.from({ length: TOTAL }, (_, seq) => seq));
});

it("stops within five seconds on SIGTERM with exit code 0", async () => {
  const pipeline = await startProcess(await freePort());
  pipeline.child.kill("SIGTERM");
  // The process itself counts the time: a stop that takes longer ends with exit code 1.
  expect(await pipeline.exited).toEqual([0, null]);
});

it("stops when its supervisor is gone", async () => {
  const pipeline = await startProcess(await freePort());
  pipeline.child.disconnect();
  expect(await pipeline.exited).toEqual([0, null]);
});

it("waits for a database that drops its connections, and acknowledges nothing that it does not hold", async () => {
  const pipeline = await startTestPipeline();
  const { pool } = pipeline.database;
  const device = await pipeline.connectDevice("vehicle-1");
  const ts = Date.now() - 5_000;
  const sends = Array.from({ length: 400 }, async (_, n) => {
    if (n % 100 === 50) {
      await pool.query(
        `select pg_terminate_backend(pid) from pg_stat_activity
          where application_name = 'arterial-pipeline' and datname = current_database()`,
      );
    }
    const reading = { ts: ts + n, id: `v${n}`, lon: 10, lat: 54, speedKmh: 9 };
    await device.publishAsync("city/v1/vehicle/vehicle-1", JSON.stringify(reading), { qos: 1 });
  });
  await Promise.all(sends);
  const { rows } = await pool.query("select count(*) from timeseries.vehicle_observation");
  expect(rows[0].count).toBe(400);
  expect(pipeline.crashes).toEqual([]);
  await pipeline.dispose();
});
