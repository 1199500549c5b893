import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";

const FAST_STOP_MS = 10_000;
const POLL_MS = 50;

/** What was found of an earlier server on a data folder. */
export type LeftoverServer = "none" | "stale file removed" | "stopped";

/**
 * Clears what an earlier server left on a data folder: a server whose parent was killed is stopped (fast, then
 * immediate), a lock file without its server is removed. A process id that another program took over is left alone.
 */
export async function clearLeftoverServer(dataFolder: string): Promise<LeftoverServer> {
  const lockFile = join(dataFolder, "postmaster.pid");
  if (!existsSync(lockFile)) return "none";
  const processId = Number(readFileSync(lockFile, "utf8").split("\n")[0]);
  if (!Number.isInteger(processId) || processId <= 1 || !commandOf(processId).includes(dataFolder)) {
    rmSync(lockFile, { force: true });
    return "stale file removed";
  }
  process.kill(processId, "SIGINT");
  if (!(await hasEnded(processId, FAST_STOP_MS))) {
    process.kill(processId, "SIGQUIT");
    if (!(await hasEnded(processId, FAST_STOP_MS))) throw new Error(`PostgreSQL ${processId} does not stop`);
  }
  rmSync(lockFile, { force: true });
  return "stopped";
}

/** The command line of a process, or "" when there is no such process. */
export function commandOf(processId: number): string {
  if (existsSync("/proc/self/cmdline")) {
    try {
      return readFileSync(`/proc/${processId}/cmdline`, "utf8").replaceAll("\0", " ");
    } catch {
      return "";
    }
  }
  try {
    return execFileSync("ps", ["-o", "command=", "-p", String(processId)], { encoding: "utf8" });
  } catch {
    return "";
  }
}

/** Waits until a process has ended; false when it still runs after `timeoutMs`. */
export async function hasEnded(processId: number, timeoutMs: number): Promise<boolean> {
  for (let waitedMs = 0; waitedMs < timeoutMs; waitedMs += POLL_MS) {
    if (commandOf(processId) === "") return true;
    await wait(POLL_MS);
  }
  return commandOf(processId) === "";
}
