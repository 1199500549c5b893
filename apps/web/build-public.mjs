// Copies what the browser fetches by address, not through the bundler, into the served folder: the map's worker.
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { compressFiles } from "./compress-files.mjs";

const repositoryRoot = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const packageFile = createRequire(import.meta.url).resolve("maplibre-gl/package.json");
const { version } = JSON.parse(readFileSync(packageFile, "utf8"));
const target = join(repositoryRoot, "public", "maplibre", version);

// The last file that is written says that all are there.
if (!existsSync(join(target, "maplibre-gl-worker.mjs.gz"))) {
  rmSync(dirname(target), { recursive: true, force: true });
  mkdirSync(target, { recursive: true });
  for (const file of ["maplibre-gl-worker.mjs", "maplibre-gl-shared.mjs"]) {
    cpSync(join(dirname(packageFile), "dist", file), join(target, file));
  }
  await compressFiles(target);
}
