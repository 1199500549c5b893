import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { gzipSync } from "node:zlib";
import { createSystemContext } from "@arterial/api/context";
import { answerRest } from "@arterial/api/rest/answer-rest";
import { createServices } from "@arterial/api/services";
import { createTestDatabase, type TestDatabase } from "@arterial/db/testing/test-database";
import { createLogger } from "@arterial/runtime/logger";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { runCli } from "../run-cli.ts";

const MAINS = {
  cli: fileURLToPath(new URL("../main.ts", import.meta.url)),
  pipeline: fileURLToPath(new URL("../../../pipeline/src/main.ts", import.meta.url)),
};
const FEED = { SIMULATOR_MQTT_USERNAME: "feed", SIMULATOR_MQTT_PASSWORD: "secret" };
const PROJECTION = "+proj=utm +zone=32 +ellps=WGS84 +datum=WGS84 +units=m +no_defs";
const HOUR_MS = 3_600_000;
/** Yesterday, because simulated time runs faster than the clock here. */
const START_MS = Math.floor(Date.now() / HOUR_MS - 24) * HOUR_MS;
const START_AT = new Date(START_MS).toISOString();
const LOOPS = ["before_0", "before_1", "after_0"];

/** Two lanes that become one after a junction, so that traffic stands on the loops too. */
const FILES: Readonly<Record<string, string>> = {
  "town.nod.xml": `<nodes><location netOffset="-500000,-5000000" convBoundary="0,0,900,0" origBoundary="9,45,9.01,45.01" projParameter="${PROJECTION}"/>
    <node id="a" x="0" y="0"/><node id="b" x="500" y="0" type="priority"/><node id="c" x="900" y="0"/></nodes>`,
  "town.edg.xml": `<edges><edge id="before" from="a" to="b" numLanes="2" speed="13.89"/><edge id="after" from="b" to="c" numLanes="1" speed="8.33"/></edges>`,
  "town.rou.xml": `<routes><vType id="car" sigma="0.5"/><flow id="f" type="car" begin="0" end="240" vehsPerHour="1500" departLane="free" departSpeed="max" from="before" to="after"/></routes>`,
  "town.add.xml": `<additional>${LOOPS.map((lane) => `<e1Detector id="at ${lane}" lane="${lane}" pos="300" freq="60" file="e1.xml"/>`).join("")}</additional>`,
  "town.sumocfg": `<configuration><input><net-file value="town.net.xml"/><route-files value="town.rou.xml"/><additional-files value="town.add.xml"/></input><time><end value="360"/></time></configuration>`,
};

let database: TestDatabase;
let folder: string;
let pipeline: ChildProcess;
let mqttPort: number;

beforeAll(async () => {
  database = await createTestDatabase();
  folder = await mkdtemp(join(tmpdir(), "arterial-sumo-test-"));
  for (const [name, text] of Object.entries(FILES)) await writeFile(join(folder, name), text);
  await promisify(execFile)(
    "netconvert",
    ["-n", "town.nod.xml", "-e", "town.edg.xml", "-o", "town.net.xml", "--no-turnarounds"],
    { cwd: folder, env: { SUMO_HOME: "/usr/share/sumo", ...process.env } },
  );
  mqttPort = await freePort();
  const metricsPort = await freePort();
  const ports = { MQTT_PORT: String(mqttPort), METRICS_PORT: String(metricsPort), LOG_LEVEL: "warn" };
  pipeline = spawn(process.execPath, [MAINS.pipeline], {
    env: { ...process.env, PIPELINE_DATABASE_URL: database.url, ...ports, ...FEED },
    stdio: "ignore",
  });
  const isUp = async () =>
    (await fetch(`http://127.0.0.1:${metricsPort}/health`).catch(() => undefined))?.ok === true;
  await vi.waitUntil(isUp, { timeout: 40_000, interval: 100 });
}, 60_000);
afterAll(async () => {
  const ended = once(pipeline, "exit");
  if (pipeline.kill()) await ended;
  await database.drop();
  await rm(folder, { recursive: true });
}, 30_000);

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}

async function cli(...args: string[]): Promise<{ exitCode: number; answer: Record<string, unknown> }> {
  const printed: string[] = [];
  const exitCode = await runCli([...args, "--json"], {
    env: installation(),
    print: (line) => printed.push(line),
    printError: (line) => printed.push(line),
  });
  return { exitCode, answer: JSON.parse(printed.join("\n")) };
}

/** What a program reads of a device by REST. */
async function observationsOf(kind: string, device: string): Promise<Record<string, unknown>[]> {
  const log = createLogger({ name: "test", level: "silent" });
  const services = createServices({ databaseUrl: database.url, applicationName: "sumo-test", log });
  const url = `/api/v1/observations?kind=${kind}&device=${device}&from=${START_AT}`;
  const { body } = await answerRest({ method: "GET", url }, createSystemContext(services, "test"));
  await services.close();
  return (body as { items: Record<string, unknown>[] }).items;
}

const installation = () => ({
  DATABASE_URL: database.url,
  MQTT_URL: `mqtt://127.0.0.1:${mqttPort}`,
  ...FEED,
});

/** As a person runs it, in a process of its own. */
async function runTown(): Promise<number | null> {
  const env = { ...process.env, LOG_LEVEL: "warn", ...installation() };
  const args = ["sumo", "run", join(folder, "town.sumocfg"), "--name", "town", "--speed", "20"];
  const child = spawn(process.execPath, [MAINS.cli, ...args, "--start-at", START_AT, "--end", "360"], {
    env,
    stdio: "ignore",
  });
  const [code] = (await once(child, "exit")) as [number | null];
  return code;
}

it("stores of a live scenario, per loop and interval, what SUMO's own output says, and tells it by REST", {
  timeout: 90_000,
}, async () => {
  await cli("city", "import", join(folder, "town.net.xml"), "--name", "Town");
  expect(await runTown()).toBe(0);
  const range = ["--from", START_AT, "--to", new Date(START_MS + HOUR_MS).toISOString()];
  const { answer } = await cli("sumo", "compare", join(folder, "e1.xml"), ...range);
  expect(answer).toMatchObject({ isEqual: true, loops: 3, intervals: 18, missing: 0, otherCounts: 0 });
  expect(answer.vehicles).toBeGreaterThan(100);

  const items = await observationsOf("traffic", "at_after_0");
  // The sixth is shorter: a run ends when nobody is left on the road.
  expect(items.slice(0, 5).map(({ ts, periodS }) => [ts, periodS])).toEqual(
    [1, 2, 3, 4, 5].map((minute) => [new Date(START_MS + minute * 60_000).toISOString(), 60]),
  );
  const wrong = await cli("sumo", "compare", join(folder, "town.net.xml"), ...range);
  expect(wrong.answer).toMatchObject({ isEqual: false, intervals: 0 });
});

it("replays recorded weather in the units of its fields, gaps as gaps, and vehicles in their places", async () => {
  await writeFile(
    join(folder, "weather.csv"),
    `origin,temp,humid,wind_dir,wind_speed,precip,pressure,visib,time_hour
EWR,50,50,270,10,1,NA,10,${START_AT}
EWR,NA,NA,NA,NA,NA,NA,NA,${at(1)}
EWR,NA,NA,NA,NA,0,1012.5,NA,${at(2)}
`,
  );
  await writeFile(join(folder, "stations.csv"), "faa,name,lat,lon\nEWR,Newark,45,9\n");
  const fast = ["--as-fast-as-possible"];
  const weather = ["replay", join(folder, "weather.csv"), "--kind", "weather", ...fast];
  expect(await cli(...weather)).toMatchObject({ exitCode: 1, answer: { error: { code: "not_registered" } } });
  expect(await cli(...weather, "--stations", join(folder, "stations.csv"))).toEqual({
    exitCode: 0,
    answer: { file: weather[1], kind: "weather", devices: ["EWR"], readings: 2, unfit: 0, isComplete: true },
  });
  const known = { device: "EWR", kind: "weather", isLate: false, receivedAt: expect.any(String) };
  const wind = { windMs: 4.4704, windDeg: 270, visibilityM: 16_093.44 };
  expect(await observationsOf("weather", "EWR")).toEqual([
    { ...known, ...wind, ts: at(0), temperatureC: 10, relativeHumidity: 0.5, precipitationMmH: 25.4 },
    { ...known, ts: at(2), precipitationMmH: 0, pressureHpa: 1012.5 },
  ]);

  const vehicle = (x: number) => `<vehicle id="v" x="${x}" y="0" angle="90" speed="10" lane="before_1"/>`;
  await writeFile(
    join(folder, "noon.fcd.xml.gz"),
    gzipSync(`<fcd-export><timestep time="60">${vehicle(100)}</timestep>
      <timestep time="61"/><timestep time="62">${vehicle(120)}</timestep></fcd-export>`),
  );
  const net = ["--net", join(folder, "town.net.xml"), "--start-at", START_AT];
  const fcd = ["replay", join(folder, "noon.fcd.xml.gz"), "--kind", "vehicle", ...fast, ...net];
  expect((await cli(...fcd)).answer).toMatchObject({ devices: ["replay-noon"], readings: 2 });
  const seen = await observationsOf("vehicle", "replay-noon");
  const speed = { id: "v", speedKmh: 36, headingDeg: 90, segmentId: "before" };
  expect(seen).toMatchObject([
    { ts: at(0), ...speed },
    { ts: new Date(START_MS + 2_000).toISOString(), ...speed },
  ]);
  // 20 m to the east at 45° N.
  const [before, after] = seen.map(({ lon }) => Number(lon));
  expect(((after ?? 0) - (before ?? 0)) * Math.cos(Math.PI / 4) * 111_320).toBeCloseTo(20, 0);
});

function at(hours: number): string {
  return new Date(START_MS + hours * HOUR_MS).toISOString();
}
