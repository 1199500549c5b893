import { spawn } from "node:child_process";
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";
import { z } from "zod";
import { StartError } from "../boot/start-error.mjs";
import { commandOf, hasEnded } from "../postgres/leftover-server.ts";
import { type Service, type ServicePaths, servicePaths } from "./service.ts";

const READY_TIMEOUT_MS = 60_000;
const STOP_TIMEOUT_MS = 15_000;
const POLL_MS = 50;
const LAST_WORDS = 12;

const stateSchema = z.object({
  port: z.number().int(),
  version: z.string(),
  pid: z.number().int(),
});
type State = z.output<typeof stateSchema>;

/** A service as it is on this machine. */
export interface ServiceStatus {
  readonly name: Service["name"];
  readonly isRunning: boolean;
  /** Null when it was never started. */
  readonly version: string | null;
  readonly port: number | null;
  readonly pid: number | null;
  readonly folder: string;
  /** Settings that make the product use it; empty while it does not run. */
  readonly settings: Readonly<Record<string, string>>;
}

/** Says whether a service runs, and where. */
export function readStatus(service: Service, root: string): ServiceStatus {
  const paths = servicePaths(root, service.name);
  const state = readState(paths);
  const isRunning = state !== null && isAlive(state, paths);
  return {
    name: service.name,
    isRunning,
    version: state?.version ?? null,
    port: state?.port ?? null,
    pid: isRunning ? state.pid : null,
    folder: paths.folder,
    settings: isRunning ? service.settings(paths, state.port) : {},
  };
}

/**
 * Starts a service and waits until it answers; one that runs already is left alone. It outlives this process. Without
 * a port it takes the one it had before.
 * @throws StartError when its program cannot be had, or with its last words when it does not start.
 */
export async function startService(service: Service, root: string, port?: number): Promise<ServiceStatus> {
  const before = readStatus(service, root);
  if (before.isRunning) return before;
  const paths = servicePaths(root, service.name);
  mkdirSync(paths.data, { recursive: true });
  const chosen = port ?? before.port ?? service.defaultPort;
  const { version, command, args, env, identity } = await service.prepare(paths, chosen);
  const log = openSync(paths.log, "a", 0o600);
  const child = spawn(command, args, {
    ...identity,
    cwd: paths.data,
    detached: true,
    env: { ...process.env, LC_ALL: "C", ...env },
    stdio: ["ignore", log, log],
  });
  closeSync(log);
  let failure: string | undefined;
  child.on("error", (error) => {
    failure = error.message;
  });
  child.on("exit", (code, signal) => {
    failure ??= `it ended with ${signal ?? code}`;
  });
  child.unref();
  const state: State = { port: chosen, version, pid: child.pid ?? 0 };
  writeFileSync(paths.state, `${JSON.stringify(state)}\n`);
  for (let waitedMs = 0; waitedMs < READY_TIMEOUT_MS; waitedMs += POLL_MS) {
    if (failure !== undefined) throw notStarted(service, paths, failure);
    if (await service.isReady(paths, chosen)) return readStatus(service, root);
    await wait(POLL_MS);
  }
  throw notStarted(service, paths, `it did not answer for ${READY_TIMEOUT_MS / 1_000} s`);
}

/** Stops a service in good order, at last by SIGKILL. Does nothing when it does not run. */
export async function stopService(service: Service, root: string): Promise<void> {
  const { pid } = readStatus(service, root);
  if (pid === null) return;
  process.kill(pid, service.stopSignal);
  if (await hasEnded(pid, STOP_TIMEOUT_MS)) return;
  process.kill(pid, "SIGKILL");
  await hasEnded(pid, STOP_TIMEOUT_MS);
}

/** Ends a service at once, as a power failure would. */
export async function killService(service: Service, root: string): Promise<void> {
  const { pid } = readStatus(service, root);
  if (pid === null) return;
  process.kill(pid, "SIGKILL");
  await hasEnded(pid, STOP_TIMEOUT_MS);
}

/** Deletes all that a stopped service has kept, except its log of fetched programs. */
export function wipeService(service: Service, root: string): void {
  rmSync(servicePaths(root, service.name).folder, { recursive: true, force: true });
}

function readState({ state }: ServicePaths): State | null {
  return existsSync(state) ? stateSchema.parse(JSON.parse(readFileSync(state, "utf8"))) : null;
}

/** A process id that another program took over does not count: every service names its folder on its command line. */
function isAlive({ pid }: State, { folder }: ServicePaths): boolean {
  return pid > 1 && commandOf(pid).includes(folder);
}

function notStarted(service: Service, { log }: ServicePaths, reason: string): StartError {
  const lines = existsSync(log) ? readFileSync(log, "utf8").trimEnd().split("\n").slice(-LAST_WORDS) : [];
  return new StartError(
    `${service.name} did not start: ${reason}. Its last words (${log}):\n${lines.join("\n")}`,
  );
}
