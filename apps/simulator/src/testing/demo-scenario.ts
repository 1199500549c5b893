import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { deviceSchema } from "@arterial/domain/device-kind";

const DATA = join(import.meta.dirname, "../../demo-city/data");

/** A scenario of SUMO in a folder of its own. */
export interface ScenarioFolder {
  folder: string;
  configFile: string;
  remove: () => Promise<void>;
}

/** The demo city's network, demand and loops as a scenario, with the loops reporting every `periodS`. */
export async function writeDemoScenario(periodS: number): Promise<ScenarioFolder> {
  const folder = await mkdtemp(join(tmpdir(), "arterial-demo-scenario-"));
  const unpack = async (from: string, to: string) =>
    writeFile(join(folder, to), gunzipSync(await readFile(join(DATA, from))));
  await unpack("lindhaven.net.xml.gz", "city.net.xml");
  await unpack("demand.rou.xml.gz", "city.rou.xml");
  const devices = deviceSchema.array().parse(JSON.parse(await readFile(join(DATA, "devices.json"), "utf8")));
  const loops = devices
    .filter(({ kind }) => kind === "traffic")
    .map(
      ({ id, segmentId, lane, offsetM }) =>
        `<e1Detector id="${id}" lane="${segmentId}_${lane}" pos="${offsetM}" freq="${periodS}" file="e1_output.xml"/>`,
    );
  await writeFile(join(folder, "loops.add.xml"), `<additional>\n${loops.join("\n")}\n</additional>\n`);
  const configFile = join(folder, "run.sumocfg");
  await writeFile(
    configFile,
    `<configuration><input><net-file value="city.net.xml"/><route-files value="city.rou.xml"/>
<additional-files value="loops.add.xml"/></input></configuration>\n`,
  );
  return { folder, configFile, remove: () => rm(folder, { recursive: true, force: true }) };
}
