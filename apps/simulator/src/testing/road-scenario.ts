import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { ScenarioFolder } from "./demo-scenario.ts";

/** A road of two lanes and 50 km/h, in three edges of 600, 1200 and 400 m, with 1200 vehicles an hour. */
const FILES: Readonly<Record<string, string>> = {
  "road.nod.xml":
    '<nodes><node id="a" x="0" y="0"/><node id="b" x="600" y="0"/><node id="c" x="1800" y="0"/><node id="d" x="2200" y="0"/></nodes>',
  "road.edg.xml": `<edges>${[
    ["in", "a", "b"],
    ["road", "b", "c"],
    ["out", "c", "d"],
  ]
    .map(([id, from, to]) => `<edge id="${id}" from="${from}" to="${to}" numLanes="2" speed="13.89"/>`)
    .join("")}</edges>`,
  "road.rou.xml":
    '<routes><flow id="f" begin="0" end="7200" vehsPerHour="1200" departLane="random" departSpeed="max" from="in" to="out"/></routes>',
  "run.sumocfg":
    '<configuration><input><net-file value="road.net.xml"/><route-files value="road.rou.xml"/></input><time><end value="7200"/></time></configuration>',
};

/** Edges of the road with their lanes. */
export const ROAD_LANES: Readonly<Record<string, readonly string[]>> = {
  in: ["in_0", "in_1"],
  road: ["road_0", "road_1"],
  out: ["out_0", "out_1"],
};

/** Writes the road as a scenario in a folder of its own, by SUMO's netconvert. */
export async function writeRoadScenario(): Promise<ScenarioFolder> {
  const folder = await mkdtemp(join(tmpdir(), "arterial-road-scenario-"));
  for (const [name, text] of Object.entries(FILES)) await writeFile(join(folder, name), text);
  await promisify(execFile)(
    "netconvert",
    ["-n", "road.nod.xml", "-e", "road.edg.xml", "-o", "road.net.xml", "--no-turnarounds"],
    { cwd: folder, env: { SUMO_HOME: "/usr/share/sumo", ...process.env } },
  );
  return {
    folder,
    configFile: join(folder, "run.sumocfg"),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
