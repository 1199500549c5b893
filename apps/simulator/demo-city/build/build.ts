import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { type Segment, segmentSchema } from "@arterial/domain/city/network";
import { type Device, deviceSchema } from "@arterial/domain/device-kind";
import { encodeHistory } from "@arterial/domain/recording/history-recording";
import { encodeTrajectories } from "@arterial/domain/recording/trajectory-recording";
import { buildCityPlan } from "../plan/city-plan.ts";
import { drawTrips } from "../plan/demand.ts";
import { demandProfile } from "../plan/demand-profile.ts";
import { buildDevices } from "../plan/devices.ts";
import { listIncidents, listLastingFaults } from "../plan/event-lists.ts";
import { buildLandUse } from "../plan/land-use.ts";
import { assignRoutes } from "./assign-routes.ts";
import { readCity } from "./city-network.ts";
import { routesXml } from "./demand-files.ts";
import { readRecording } from "./encode-hour.ts";
import { buildHistory } from "./history.ts";
import { collidingVehicles } from "./incident-files.ts";
import { buildNetwork } from "./netconvert.ts";
import { simulateHour } from "./simulate-hour.ts";
import { writeCity } from "./write-geojson.ts";
import { writeGolden } from "./write-golden.ts";

const DATA = join(import.meta.dirname, "..", "data");
const WORK = process.env.DEMO_CITY_WORK ?? join(tmpdir(), "demo-city");

const NETWORK_FILE = join(WORK, "lindhaven.net.xml");
const ROUTES_FILE = join(WORK, "routes.json");
const DEMAND_SEED = 2026;

/** Plan → SUMO network → network.geojson, land-use.geojson, city.json, devices.json, lindhaven.net.xml.gz. */
async function buildMap(): Promise<void> {
  const plan = buildCityPlan();
  const networkFile = buildNetwork(plan, WORK);
  writeFileSync(join(DATA, "lindhaven.net.xml.gz"), gzipSync(withoutHeader(networkFile), { level: 9 }));
  const city = await readCity(networkFile, plan, buildLandUse(plan));
  writeCity(city, DATA);
  writeJsonLines("devices.json", buildDevices(city));
}

/** The network without netconvert's comment, which names the time and the folder of the run. */
function withoutHeader(networkFile: string): string {
  return readFileSync(networkFile, "utf8").replace(/<!--[\s\S]*?-->\s*/, "");
}

/** Journeys of the peak hour and their routes. */
async function buildDemand(): Promise<void> {
  const trips = drawTrips(buildCityPlan(), DEMAND_SEED);
  const routes = await assignRoutes(trips, NETWORK_FILE, WORK);
  writeFileSync(ROUTES_FILE, JSON.stringify([...routes]));
  const file = routesXml(trips, routes, 1, collidingVehicles());
  writeFileSync(join(DATA, "demand.rou.xml.gz"), gzipSync(file, { level: 9 }));
}

function readDevices(): Device[] {
  return deviceSchema.array().parse(JSON.parse(readFileSync(join(DATA, "devices.json"), "utf8")));
}

/** The microscopic hour: SUMO's files in the work folder. */
function simulate(): void {
  const trips = drawTrips(buildCityPlan(), DEMAND_SEED);
  const routes = new Map<string, string>(JSON.parse(readFileSync(ROUTES_FILE, "utf8")));
  const loops = readDevices().filter((device) => device.kind === "traffic");
  simulateHour(trips, routes, loops, NETWORK_FILE, WORK);
}

/** trajectories.bin from the microscopic hour. */
async function encode(): Promise<void> {
  const recording = await readRecording(join(WORK, "hour.fcd.xml"), NETWORK_FILE);
  const bytes = compress(encodeTrajectories(recording));
  writeFileSync(join(DATA, "trajectories.bin"), bytes);
}

/** SUMO's own measurements of the hour, as golden files. */
async function golden(): Promise<void> {
  const files = { fcd: "", edgeData: join(WORK, "hour.edges.xml"), loops: join(WORK, "hour.loops.xml") };
  await writeGolden(files, join(DATA, "golden"));
}

function readSegments(): Segment[] {
  const { features } = JSON.parse(readFileSync(join(DATA, "network.geojson"), "utf8"));
  return segmentSchema.array().parse(
    features
      .filter((f: { properties: { feature: string } }) => f.properties.feature === "segment")
      .map((f: { properties: object; geometry: { coordinates: unknown } }) => ({
        ...f.properties,
        line: f.geometry.coordinates,
      })),
  );
}

/** incidents.json, faults.json and demand-profile.json: what is scripted. */
function scripts(): void {
  writeJsonLines("incidents.json", listIncidents());
  writeJsonLines("faults.json", listLastingFaults());
  writeFileSync(join(DATA, "demand-profile.json"), `${JSON.stringify(demandProfile())}\n`);
}

function writeJsonLines(file: string, items: readonly object[]): void {
  writeFileSync(join(DATA, file), `[\n${items.map((item) => JSON.stringify(item)).join(",\n")}\n]\n`);
}

/** history.bin: 28 days in the mesoscopic model. */
async function history(): Promise<void> {
  const profile = demandProfile();
  writeFileSync(
    join(DATA, "demand-profile.json"),
    `${JSON.stringify(profile)}
`,
  );
  const trips = drawTrips(buildCityPlan(), DEMAND_SEED);
  const routes = new Map<string, string>(JSON.parse(readFileSync(ROUTES_FILE, "utf8")));
  const loops = readDevices().filter((device) => device.kind === "traffic");
  const input = { trips, routes, profile, networkFile: NETWORK_FILE, folder: WORK };
  const recording = await buildHistory(input, readSegments(), loops, join(DATA, "golden"));
  writeFileSync(join(DATA, "history.bin"), compress(encodeHistory(recording)));
}

function compress(bytes: Uint8Array): Uint8Array {
  return brotliCompressSync(bytes, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 10, [constants.BROTLI_PARAM_LGWIN]: 22 },
  });
}

const STEPS: Record<string, () => void | Promise<void>> = {
  map: buildMap,
  demand: buildDemand,
  simulate,
  encode,
  golden,
  scripts,
  history,
};

mkdirSync(WORK, { recursive: true });
const wanted = process.argv.slice(2);
for (const [name, step] of Object.entries(STEPS)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  const startedAt = performance.now();
  await step();
  process.stdout.write(`${name}: ${((performance.now() - startedAt) / 1000).toFixed(1)} s\n`);
}
