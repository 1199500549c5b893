import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { settleEarlierCommand } from "./command-note.mjs";
import { ROOT } from "./paths.mjs";
import { runCommand } from "./run-command.mjs";
import { hashInputs, isFresh, noteFinished } from "./stamp.mjs";
import { StartError } from "./start-error.mjs";

const STEP = "dependencies";

function hashDependencies() {
  return hashInputs(["package-lock.json"]);
}

/** Whether the dependencies are those of package-lock.json, as far as npm itself noted. */
export function areDependenciesInstalled() {
  if (!existsSync(join(ROOT, "node_modules", "node", "bin"))) return false;
  if (isFresh(STEP, hashDependencies())) return true;
  return hasLockedVersions();
}

// npm writes what it installed into node_modules/.package-lock.json: compare it with the lock, entry by entry.
function hasLockedVersions() {
  const installedFile = join(ROOT, "node_modules", ".package-lock.json");
  if (!existsSync(installedFile)) return false;
  const { packages: locked } = JSON.parse(readFileSync(join(ROOT, "package-lock.json"), "utf8"));
  const { packages: installed } = JSON.parse(readFileSync(installedFile, "utf8"));
  const isComplete = Object.entries(locked).every(
    ([path, entry]) =>
      !path.startsWith("node_modules/") ||
      entry.optional ||
      entry.link ||
      installed[path]?.version === entry.version,
  );
  if (isComplete) noteFinished(STEP, hashDependencies());
  return isComplete;
}

/**
 * Installs what package-lock.json names; where npm finds the lock incomplete for this platform, what package.json
 * names. Throws StartError with npm's last words.
 * @param {(detail: string) => void} note
 */
export async function installDependencies(note) {
  const quiet = ["--no-audit", "--no-fund", "--loglevel=error"];
  // The programs of a production machine are development dependencies too (Node 24, PostgreSQL, the build).
  if ((await settleEarlierCommand(note)) && areDependenciesInstalled()) return;
  const first = await runCommand("npm", ["ci", "--include=dev", ...quiet], { cwd: ROOT, isNoted: true });
  if (first.code !== 0) {
    note("the lock is not complete for this platform, resolving anew");
    const second = await runCommand("npm", ["install", "--include=dev", "--no-save", ...quiet], {
      cwd: ROOT,
      isNoted: true,
    });
    if (second.code !== 0) {
      throw new StartError(
        `npm could not install the dependencies:\n${lastLines(second.output)}\nCheck the network, then start again.`,
      );
    }
  }
  noteFinished(STEP, hashDependencies());
}

function lastLines(output) {
  return output.trimEnd().split("\n").slice(-12).join("\n");
}
