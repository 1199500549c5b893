import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { ROOT } from "./paths.mjs";

const SKIPPED = new Set(["node_modules", ".next", ".turbo", ".data", ".cache", "next-env.d.ts"]);

/**
 * A hash over the paths and contents of files and folders (tests left out), to know whether a build step is due.
 * @param {readonly string[]} inputs paths relative to the repository; missing ones count as empty
 * @returns {string}
 */
export function hashInputs(inputs) {
  const hash = createHash("sha256");
  for (const input of inputs) addToHash(hash, input);
  return hash.digest("hex");
}

function addToHash(hash, path) {
  const absolute = join(ROOT, path);
  if (!existsSync(absolute)) return;
  if (statSync(absolute).isDirectory()) {
    for (const name of readdirSync(absolute).sort())
      if (!SKIPPED.has(name)) addToHash(hash, `${path}/${name}`);
  } else if (!/\.test\.tsx?$/.test(path)) {
    hash.update(`${path}\0`).update(readFileSync(absolute)).update("\0");
  }
}

function stampFile(step) {
  return join(ROOT, ".cache", "stamps", step);
}

/** Whether a step was finished with these inputs. */
export function isFresh(step, hash) {
  return existsSync(stampFile(step)) && readFileSync(stampFile(step), "utf8") === hash;
}

/** Notes that a step is finished with these inputs. */
export function noteFinished(step, hash) {
  mkdirSync(dirname(stampFile(step)), { recursive: true });
  writeFileSync(stampFile(step), hash);
}
