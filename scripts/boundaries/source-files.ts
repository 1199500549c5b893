import { readdirSync } from "node:fs";
import { join, relative, sep } from "node:path";

const SKIPPED_FOLDERS = new Set(["node_modules", ".next", ".turbo", "generated"]);
const SKIPPED_PATHS = /\/demo-city\/data$/;
const SOURCE_FILE = /\.(ts|tsx|mts|mjs|js|jsx|cjs)$/;

/** Every source file under the given top-level folders, as sorted paths relative to `root` with forward slashes. */
export function listSourceFiles(root: string, folders: readonly string[]): string[] {
  const found: string[] = [];
  for (const folder of folders) walk(join(root, folder), found);
  return found
    .filter((path) => SOURCE_FILE.test(path) && !path.endsWith(".d.ts"))
    .map((path) => relative(root, path).split(sep).join("/"))
    .sort();
}

function walk(folder: string, found: string[]): void {
  for (const entry of readEntries(folder)) {
    const path = join(folder, entry.name);
    if (entry.isDirectory() && !SKIPPED_FOLDERS.has(entry.name) && !SKIPPED_PATHS.test(path))
      walk(path, found);
    if (entry.isFile()) found.push(path);
  }
}

function readEntries(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return [];
    throw error;
  }
}
