import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { ROOT } from "./paths.mjs";
import { commandOf } from "./run-state.mjs";

const NOTE = join(ROOT, ".cache", "boot-command.json");
const POLL_MS = 200;
const STOP_TIMEOUT_MS = 5_000;

/**
 * Notes which run of npm changes this checkout (an installation, a build), so that another start can tell.
 * @param {number} pid leads a process group of its own
 */
export function noteCommand(pid, owner = process.pid, path = NOTE) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, JSON.stringify({ pid, owner }));
}

export function forgetCommand(path = NOTE) {
  rmSync(path, { force: true });
}

/**
 * Waits for the command that another start runs in this checkout, and ends one whose start has gone.
 * @param {(detail: string) => void} onWait called once when there is something to wait for
 * @returns {Promise<boolean>} whether there was one
 */
export async function settleEarlierCommand(onWait, path = NOTE) {
  const noted = readNote(path);
  if (!noted || noted.owner === process.pid || !isThere(noted)) return false;
  onWait("waiting for another start of this checkout");
  while (isThere(noted) && commandOf(noted.owner) !== "") await wait(POLL_MS);
  if (isThere(noted)) await endGroup(noted);
  return true;
}

function readNote(path) {
  if (!existsSync(path)) return null;
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch {
    return null;
  }
}

/** A process id that another program took over does not count. */
function isThere({ pid }) {
  return commandOf(pid).includes("npm");
}

async function endGroup(noted) {
  signalGroup(noted.pid, "SIGTERM");
  for (let waitedMs = 0; waitedMs < STOP_TIMEOUT_MS && isThere(noted); waitedMs += POLL_MS)
    await wait(POLL_MS);
  signalGroup(noted.pid, "SIGKILL");
}

/** Signals a process and all that it started. */
export function signalGroup(pid, name) {
  try {
    process.kill(process.platform === "win32" ? pid : -pid, name);
  } catch (error) {
    if (error.code !== "ESRCH") throw error;
  }
}
