import { createCityFixture, createDeviceFixture } from "@arterial/db/testing/city-fixture";
import { createTestDatabase } from "@arterial/db/testing/test-database";
import { writeVehicleObservations } from "@arterial/db/timeseries/traffic/write-vehicle-observations";
import { createManualClock } from "@arterial/runtime/clock";
import { createLogger } from "@arterial/runtime/logger";
import { expect, it, onTestFinished, vi } from "vitest";
import { startCityWatch } from "../city/city-watch.ts";
import { startDeviceRegistry } from "../devices/device-registry.ts";
import { readPipelineEnv } from "../env.ts";
import { startTypicalNow } from "../fusion/typical-now.ts";
import { startJobs } from "./start-jobs.ts";

const MINUTE = 60_000;
const START = Date.parse("2026-07-01T12:00:00Z");

async function startTestJobs() {
  const database = await createTestDatabase();
  const { pool } = database;
  const clock = createManualClock(START);
  const logger = createLogger({ name: "jobs", level: "silent" });
  const around = { clock, logger };
  const city = await startCityWatch({
    loadNetwork: async () => createCityFixture(),
    loadImportedAt: async () => 1,
    ...around,
  });
  const devices = await startDeviceRegistry({
    load: async () => ({ accounts: [], devices: [createDeviceFixture()] }),
    refreshEveryMs: MINUTE,
    ...around,
  });
  const typical = await startTypicalNow({ pool, timeZone: () => "Europe/Berlin", ...around });
  const holder = await pool.connect();
  const jobs = startJobs({
    env: readPipelineEnv({ PIPELINE_DATABASE_URL: database.url }),
    ...{ pool, city: city.value, devices: devices.value, typical: typical.value },
    backfill: { progress: null },
    ...around,
  });
  onTestFinished(async () => {
    await holder.query("rollback");
    holder.release();
    for (const part of [jobs, typical, devices, city]) await part.stop();
    await database.drop();
  });
  return { clock, pool, holder };
}

it("forgets vehicles in time while profiles take long", async () => {
  const { clock, pool, holder } = await startTestJobs();
  const count = async (sql: string) => (await pool.query(sql)).rowCount;
  await writeVehicleObservations(pool, [
    {
      ...{ kind: "vehicle", deviceId: "fleet", receivedAt: START },
      reading: { ts: START - 330 * MINUTE, id: "v", lon: 11, lat: 54, speedKmh: 30 },
    },
  ]);
  await holder.query("begin");
  await holder.query("lock table timeseries.device_profile in access exclusive mode");
  await clock.advance(10 * MINUTE);
  await vi.waitFor(async () => {
    expect(await count("select from pg_locks where relation = 'timeseries.device_profile'::regclass")).toBe(
      2,
    );
  }, 10_000);
  expect(await count("select from timeseries.vehicle_observation")).toBe(1);
  await vi.waitFor(async () => {
    await clock.advance(30 * MINUTE);
    expect(await count("select from timeseries.vehicle_observation")).toBe(0);
  }, 10_000);
  expect(await count("select from pg_locks where relation = 'timeseries.device_profile'::regclass")).toBe(2);
});
