import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { buildCityPlan } from "../plan/city-plan.ts";
import { buildDevices } from "../plan/devices.ts";
import { buildLandUse } from "../plan/land-use.ts";
import { readCity } from "./city-network.ts";
import { buildNetwork } from "./netconvert.ts";
import { writeCity } from "./write-geojson.ts";

const DATA = join(import.meta.dirname, "..", "data");
const WORK = process.env.DEMO_CITY_WORK ?? join(tmpdir(), "demo-city");

/** Plan → SUMO network → network.geojson, land-use.geojson, city.json, devices.json, lindhaven.net.xml.gz. */
async function buildMap(): Promise<void> {
  const plan = buildCityPlan();
  const networkFile = buildNetwork(plan, WORK);
  writeFileSync(join(DATA, "lindhaven.net.xml.gz"), gzipSync(readFileSync(networkFile), { level: 9 }));
  const city = await readCity(networkFile, plan, buildLandUse(plan));
  writeCity(city, DATA);
  const devices = buildDevices(city).map((device) => JSON.stringify(device));
  writeFileSync(join(DATA, "devices.json"), `[\n${devices.join(",\n")}\n]\n`);
}

const STEPS: Record<string, () => void | Promise<void>> = { map: buildMap };

mkdirSync(WORK, { recursive: true });
const wanted = process.argv.slice(2);
for (const [name, step] of Object.entries(STEPS)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  const startedAt = performance.now();
  await step();
  process.stdout.write(`${name}: ${((performance.now() - startedAt) / 1000).toFixed(1)} s\n`);
}
