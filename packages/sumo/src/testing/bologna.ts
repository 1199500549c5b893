import { copyFile, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** The Bologna scenario of the shared data, which lies beside the project and is never copied into it. */
export const BOLOGNA_FOLDER = join(import.meta.dirname, "../../../../../shared/data/sumo-bologna");

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
