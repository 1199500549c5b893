import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { StartError } from "./start-error.mjs";

const POLL_MS = 100;
const STOP_TIMEOUT_MS = 6_000;

/**
 * What a running start notes in its data folder, so that the next one knows it.
 * @typedef {{ supervisor: number, port: number, children: { name: string, pid: number }[] }} RunState
 */

function stateFile(dataDir) {
  return join(dataDir, "running.json");
}

/** @param {string} dataDir @param {RunState} state */
export function writeRunState(dataDir, state) {
  writeFileSync(stateFile(dataDir), `${JSON.stringify(state)}\n`, { mode: 0o600 });
}

/**
 * Takes the data folder for this start: of several that come at once, one gets it. Throws StartError when another one
 * runs on it.
 * @param {string} dataDir @param {RunState} state
 */
export async function claimDataFolder(dataDir, state) {
  const claim = () =>
    writeFileSync(stateFile(dataDir), `${JSON.stringify(state)}\n`, { mode: 0o600, flag: "wx" });
  try {
    claim();
  } catch (error) {
    if (error.code !== "EEXIST") throw error;
    await clearEarlierStart(dataDir);
    claim();
  }
}

export function removeRunState(dataDir) {
  rmSync(stateFile(dataDir), { force: true });
}

/**
 * Looks at what an earlier start left in the data folder. Throws StartError when it still runs; stops processes that
 * outlived it.
 * @returns {Promise<string | null>} a sentence about what was cleared, null when there was nothing
 */
export async function clearEarlierStart(dataDir) {
  const state = readState(dataDir);
  if (state === null) return null;
  if (commandOf(state.supervisor).includes("supervise.ts")) {
    throw new StartError(
      `Arterial already runs on the data folder ${dataDir}: http://localhost:${state.port} (process ${state.supervisor}). ` +
        `Stop it with: kill ${state.supervisor}   Or start a second one with its own DATA_DIR, PORT, MQTT_PORT and METRICS_PORT.`,
    );
  }
  const orphans = state.children.filter((child) => /apps[/\\]/.test(commandOf(child.pid)));
  for (const { pid } of orphans) await stopProcess(pid);
  removeRunState(dataDir);
  const names = orphans.map((child) => child.name).join(", ");
  return orphans.length > 0
    ? `stopped what an earlier start left running: ${names}`
    : "an earlier start had not ended cleanly";
}

/** @returns {RunState | null} */
function readState(dataDir) {
  if (!existsSync(stateFile(dataDir))) return null;
  try {
    const { supervisor, port, children } = JSON.parse(readFileSync(stateFile(dataDir), "utf8"));
    return { supervisor, port, children: Array.isArray(children) ? children : [] };
  } catch {
    return { supervisor: 0, port: 0, children: [] };
  }
}

async function stopProcess(pid) {
  signal(pid, "SIGTERM");
  for (let waitedMs = 0; waitedMs < STOP_TIMEOUT_MS && commandOf(pid) !== ""; waitedMs += POLL_MS) {
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
  if (commandOf(pid) !== "") signal(pid, "SIGKILL");
}

function signal(pid, name) {
  try {
    process.kill(pid, name);
  } catch (error) {
    if (error.code !== "ESRCH") throw error;
  }
}

/** The command line of a process, or "" when there is no such process. */
export function commandOf(pid) {
  if (!Number.isInteger(pid) || pid <= 1) return "";
  try {
    if (existsSync("/proc/self/cmdline"))
      return readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
    return execFileSync("ps", ["-o", "command=", "-p", String(pid)], { encoding: "utf8" });
  } catch {
    return "";
  }
}
