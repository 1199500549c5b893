import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** The repository's root folder. */
export const ROOT = fileURLToPath(new URL("../..", import.meta.url)).replace(/[/\\]$/, "");

/** The Node 24 that the project carries as a development dependency; the running one when it is new enough. */
export function nodeBinary() {
  const carried = join(
    ROOT,
    "node_modules",
    "node",
    "bin",
    process.platform === "win32" ? "node.exe" : "node",
  );
  if (existsSync(carried)) return carried;
  return process.execPath;
}

/** The environment of child processes: the carried Node and the project's tools come first on PATH. */
export function childEnvironment(extra = {}) {
  const separator = process.platform === "win32" ? ";" : ":";
  const path = [
    join(ROOT, "node_modules", "node", "bin"),
    join(ROOT, "node_modules", ".bin"),
    process.env.PATH ?? "",
  ];
  return { ...process.env, PATH: path.join(separator), ...extra };
}
