import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readDevice } from "@arterial/db/city/read-devices";
import { upsertDevices } from "@arterial/db/city/write-devices";
import { createDeviceFixture } from "@arterial/db/testing/city-fixture";
import { createTestDatabase, type TestDatabase } from "@arterial/db/testing/test-database";
import { writeTrafficObservations } from "@arterial/db/timeseries/traffic/write-observations";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runCli } from "./run-cli.ts";

const HOUR_MS = 3_600_000;
const START_MS = Math.floor(Date.now() / HOUR_MS - 24) * HOUR_MS;
const START_AT = new Date(START_MS).toISOString();

const STATION = createDeviceFixture({ id: "weather-05", kind: "weather", name: "Edited", lon: 11.002 });
const RETIRED = createDeviceFixture({ id: "weather-06", kind: "weather", name: "Switched off" });
const LAST_LOOP = createDeviceFixture({ id: "t-last", name: "E1 at last" });

let database: TestDatabase;
let folder: string;
beforeAll(async () => {
  database = await createTestDatabase();
  folder = await mkdtemp(join(tmpdir(), "arterial-large-city-"));
  const others = Array.from({ length: 150 }, (_, index) =>
    createDeviceFixture({ id: `loop-${String(index).padStart(3, "0")}` }),
  );
  await upsertDevices(database.pool, [...others, STATION, RETIRED, LAST_LOOP]);
  await database.pool.query("update device set is_active = false where id = $1", [RETIRED.id]);
});
afterAll(async () => {
  await database.drop();
  await rm(folder, { recursive: true });
});

async function cli(...args: string[]): Promise<{ answer: unknown; error: { code?: string } }> {
  const printed: string[] = [];
  const errors: string[] = [];
  await runCli([...args, "--json"], {
    // Nothing listens there: all of this is told before anything is sent.
    env: { DATABASE_URL: database.url, MQTT_URL: "mqtt://127.0.0.1:1" },
    print: (line) => printed.push(line),
    printError: (line) => errors.push(line),
  });
  const [answer = null, failure = { error: {} }] = [printed, errors].map((lines) =>
    lines.length === 0 ? undefined : JSON.parse(lines.join("\n")),
  );
  return { answer, error: failure.error };
}

async function write(name: string, content: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

function writeWeather(...stations: string[]): Promise<string> {
  const lines = stations.map((id) => `${id},50,50,270,10,1,NA,10,${START_AT}\n`);
  const header = "origin,temp,humid,wind_dir,wind_speed,precip,pressure,visib,time_hour\n";
  return write("weather.csv", header + lines.join(""));
}

describe("in a city of more than a hundred devices", () => {
  it.each([STATION, RETIRED])("a replay of vehicles leaves $id what it is", async (station) => {
    const fcd = await write(
      "noon.fcd.xml",
      '<fcd-export><timestep time="1"><vehicle id="v" x="11" y="54.6" angle="0" speed="1"/></timestep></fcd-export>',
    );
    const { error } = await cli("replay", fcd, "--kind", "vehicle", "--device", station.id);
    expect(error).toMatchObject({ code: "usage", message: expect.stringContaining("registered as weather") });
    expect(await readDevice(database.pool, station.id)).toMatchObject(station);
  });

  it("a replay of weather knows its stations, those switched off too", async () => {
    const weather = await writeWeather(STATION.id, RETIRED.id, "nowhere");
    const { error } = await cli("replay", weather, "--kind", "weather");
    expect(error).toMatchObject({
      code: "not_registered",
      message: expect.stringMatching(/^Not registered: nowhere\. /),
    });
  });

  it("a replay of weather changes no device of another kind", async () => {
    const weather = await writeWeather(LAST_LOOP.id);
    const stations = await write("stations.csv", `faa,name,lat,lon\n${LAST_LOOP.id},Another name,45,9\n`);
    const { error } = await cli("replay", weather, "--kind", "weather", "--stations", stations);
    expect(error).toMatchObject({ code: "usage", message: expect.stringContaining("registered as traffic") });
    expect(await readDevice(database.pool, LAST_LOOP.id)).toMatchObject(LAST_LOOP);
  });

  it("a comparison with SUMO finds the loops by their names, those switched off too", async () => {
    const reading = { ts: START_MS + 60_000, periodS: 60, count: 2, speedKmh: 36 };
    await writeTrafficObservations(database.pool, [
      { kind: "traffic", deviceId: LAST_LOOP.id, receivedAt: reading.ts, reading },
    ]);
    const output = await write(
      "e1.xml",
      '<detector><interval begin="0" end="60" id="at last" nVehContrib="2" flow="120" occupancy="4" speed="10" length="6" nVehEntered="2"/></detector>',
    );
    const compare = ["sumo", "compare", output, "--from", START_AT];
    expect((await cli(...compare)).answer).toMatchObject({ isEqual: true, loops: 1, missing: 0 });
    await database.pool.query("update device set is_active = false where id = $1", [LAST_LOOP.id]);
    expect((await cli(...compare)).answer).toMatchObject({ isEqual: true, loops: 1, missing: 0 });
  });
});
