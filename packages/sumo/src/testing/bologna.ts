import { existsSync } from "node:fs";
import { copyFile, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/**
 * DLR's scenario of Bologna's morning (github.com/DLR-TS/sumo-scenarios). Its licence is not the project's, so it is
 * never copied into it: BOLOGNA_SCENARIO names its folder, or it lies with other data beside the project.
 */
export const BOLOGNA_FOLDER =
  process.env.BOLOGNA_SCENARIO || join(import.meta.dirname, "../../../../../shared/data/sumo-bologna");

/** Tests against Bologna run where the scenario is there. */
export const hasBologna = existsSync(join(BOLOGNA_FOLDER, "run.sumocfg"));

/** A copy of the scenario in a temporary folder, because SUMO writes its outputs beside the configuration. */
export async function copyBologna(): Promise<{
  folder: string;
  configFile: string;
  remove: () => Promise<void>;
}> {
  const folder = await mkdtemp(join(tmpdir(), "arterial-bologna-"));
  for (const name of await readdir(BOLOGNA_FOLDER))
    await copyFile(join(BOLOGNA_FOLDER, name), join(folder, name));
  return {
    folder,
    configFile: join(folder, "run.sumocfg"),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
