// Adds to package-lock.json the builds for other platforms that npm left out because the registry it asked did not
// serve them. Without them `npm ci` refuses the lock. Usage: node scripts/complete-lock.mjs [--check]
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { listMissingBuilds } from "./boot/missing-builds.mjs";
import { ROOT } from "./boot/paths.mjs";

const path = join(ROOT, "package-lock.json");
const lock = JSON.parse(readFileSync(path, "utf8"));
const missing = listMissingBuilds(lock.packages);
const names = Object.keys(missing);

if (process.argv.includes("--check")) {
  for (const name of names) console.log(`${name} is missing in package-lock.json`);
  if (names.length > 0) console.log("Run: node scripts/complete-lock.mjs");
  process.exit(names.length > 0 ? 1 : 0);
}
if (names.length > 0) {
  const entries = Object.entries({ ...lock.packages, ...missing });
  const [root, ...others] = entries
    .filter(([key]) => key === "")
    .concat(entries.filter(([key]) => key !== ""));
  others.sort(([a], [b]) => (a < b ? -1 : 1));
  lock.packages = Object.fromEntries([root, ...others]);
  writeFileSync(path, `${JSON.stringify(lock, null, 2)}\n`);
}
console.log(`${names.length} entries added`);
