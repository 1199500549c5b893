import { type ChildProcess, execFile, spawn } from "node:child_process";
import {
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { promisify } from "node:util";
import pg from "pg";
import { StartError } from "../boot/start-error.mjs";
import type { PostgresBinaries } from "./binaries.ts";
import { findFreePort } from "./free-port.ts";
import { clearLeftoverServer, hasEnded } from "./leftover-server.ts";
import { asServerUser, type ServerUser } from "./server-user.ts";

/** What an embedded server needs to start. */
export interface ClusterOptions {
  readonly binaries: PostgresBinaries;
  readonly user: ServerUser | null;
  /** Made by initdb when it does not exist yet. */
  readonly dataFolder: string;
  readonly logFile: string;
  readonly superuserPassword: string;
  /** Chosen freely when absent; a server that crashed comes back on the same one. */
  readonly port?: number;
  /** Server settings in the words of postgresql.conf. */
  readonly settings: Readonly<Record<string, string>>;
  /** How long a server may give no answer at all; one that says that it is starting up is waited for while it lives. */
  readonly answerTimeoutMs?: number;
  /** Told every `tellEveryMs` (10 s) while the server brings its data in order after a crash. */
  readonly onRecovering?: (waitedMs: number) => void;
  readonly tellEveryMs?: number;
}

/** A running embedded server. It listens on the loopback interface only. */
export interface Cluster {
  readonly port: number;
  /** Address of a database for the superuser. */
  readonly superuserUrl: (database: string) => string;
  /** Settles when the server's process ends, whatever the reason. */
  readonly ended: Promise<void>;
  /** Fast shutdown: open connections are closed, everything acknowledged is on disk. */
  readonly stop: () => Promise<void>;
}

const ANSWER_TIMEOUT_MS = 30_000;
const TELL_EVERY_MS = 10_000;
const STOP_TIMEOUT_MS = 7_000;
const POLL_MS = 25;
// The server writes a line for each connection that it refuses.
const LATER_POLL_MS = 500;
const POLLS_OFTEN_FOR_MS = 2_000;
const CANNOT_CONNECT_NOW = "57P03";
export const SUPERUSER = "postgres";

// The server runs under a small shell that holds the reading end of a pipe: when whoever started it dies, however
// suddenly, the pipe closes and the server gets its fast shutdown.
const GUARD = `"$@" 3<&- & server=$!
trap 'kill -INT $server 2>/dev/null' TERM INT HUP
(read -r _ <&3; kill -INT $server 2>/dev/null) & reader=$!
while kill -0 $server 2>/dev/null; do wait $server; code=$?; done
kill $reader 2>/dev/null
exit $code`;

/** Address of a database on this machine for the superuser. */
export function superuserUrl(at: { port: number; password: string; database: string }): string {
  return `postgres://${SUPERUSER}:${encodeURIComponent(at.password)}@127.0.0.1:${at.port}/${at.database}`;
}

/** Makes the data folder when it is missing, clears what an earlier server left, starts the server and waits for it. */
export async function startCluster(options: ClusterOptions): Promise<Cluster> {
  await initialiseCluster(options);
  await clearLeftoverServer(options.dataFolder);
  const port = options.port ?? (await findFreePort());
  const urlOf = (database: string) => superuserUrl({ port, password: options.superuserPassword, database });
  const guard = spawnServer(options, port);
  const ended = new Promise<void>((resolve) => {
    guard.on("exit", () => resolve());
    guard.on("error", () => resolve());
  });
  const stop = () => stopServer(guard, ended, options.dataFolder);
  try {
    await waitUntilReady(urlOf("postgres"), ended, options);
  } catch (error) {
    // Why it did not start says more than why it does not stop.
    await stop().catch(() => {});
    throw error;
  }
  return { port, superuserUrl: urlOf, ended, stop };
}

/** Makes the data folder by initdb when it does not exist yet. */
export async function initialiseCluster({
  binaries,
  user,
  dataFolder,
  superuserPassword,
  settings,
}: ClusterOptions): Promise<void> {
  if (existsSync(join(dataFolder, "PG_VERSION"))) return;
  const unfinished = `${dataFolder}.unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { recursive: true, mode: 0o700 });
  if (user) chownSync(unfinished, user.uid, user.gid);
  const passwordFile = join(unfinished, "..", `.password-${process.pid}`);
  writeFileSync(passwordFile, `${superuserPassword}\n`, { mode: 0o600 });
  if (user) chownSync(passwordFile, user.uid, user.gid);
  const flags = ["--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"];
  if (settings.fsync === "off") flags.push("--no-sync");
  try {
    const { command, args, identity } = asServerUser(user, binaries.initdb, [
      `--pgdata=${unfinished}`,
      `--username=${SUPERUSER}`,
      `--pwfile=${passwordFile}`,
      "--auth=scram-sha-256",
      ...flags,
    ]);
    await promisify(execFile)(command, args, {
      ...identity,
      cwd: unfinished,
      env: { ...process.env, LC_ALL: "C" },
    });
  } finally {
    rmSync(passwordFile, { force: true });
  }
  renameSync(unfinished, dataFolder);
}

/** Arguments of the server's program: its data folder and settings; it listens on the loopback interface only. */
export function serverArguments({ dataFolder, settings }: ClusterOptions, port: number): string[] {
  const all = { listen_addresses: "127.0.0.1", unix_socket_directories: "", port: String(port), ...settings };
  return ["-D", dataFolder, ...Object.entries(all).flatMap(([name, value]) => ["-c", `${name}=${value}`])];
}

function spawnServer(options: ClusterOptions, port: number): ChildProcess {
  const { binaries, user, dataFolder, logFile } = options;
  mkdirSync(dirname(logFile), { recursive: true });
  const log = openSync(logFile, "a", 0o600);
  const server = asServerUser(user, "/bin/sh", [
    "-c",
    GUARD,
    "postgres-guard",
    binaries.postgres,
    ...serverArguments(options, port),
  ]);
  const guard = spawn(server.command, server.args, {
    ...server.identity,
    cwd: dataFolder,
    detached: true,
    env: { ...process.env, LC_ALL: "C" },
    stdio: ["ignore", log, log, "pipe"],
  });
  closeSync(log);
  return guard;
}

async function waitUntilReady(url: string, ended: Promise<void>, options: ClusterOptions): Promise<void> {
  const { logFile, answerTimeoutMs = ANSWER_TIMEOUT_MS, tellEveryMs = TELL_EVERY_MS } = options;
  const startedAt = performance.now();
  let answeredAt = startedAt;
  let toldAt = startedAt;
  let hasFailed = false;
  void ended.then(() => {
    hasFailed = true;
  });
  for (;;) {
    if (hasFailed)
      throw new StartError(`PostgreSQL did not start. Its last words (${logFile}):\n${tailOf(logFile)}`);
    const refusal = await tryConnection(url);
    if (refusal === null) return;
    const now = performance.now();
    if (refusal.code === CANNOT_CONNECT_NOW) answeredAt = now;
    if (now - answeredAt > answerTimeoutMs) {
      throw new StartError(
        `PostgreSQL was not ready after ${answerTimeoutMs / 1000} s (${refusal.message}). See ${logFile}.`,
      );
    }
    if (answeredAt === now && now - toldAt >= tellEveryMs) {
      toldAt = now;
      options.onRecovering?.(now - startedAt);
    }
    await wait(now - startedAt < POLLS_OFTEN_FOR_MS ? POLL_MS : LATER_POLL_MS);
  }
}

/** Null when the server takes connections, else why it does not. */
async function tryConnection(url: string): Promise<{ code?: unknown; message: string } | null> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
  client.on("error", () => {});
  try {
    await client.connect();
    await client.query("select 1");
    return null;
  } catch (error) {
    return error instanceof Error ? error : { message: String(error) };
  } finally {
    await client.end().catch(() => {});
  }
}

async function stopServer(guard: ChildProcess, ended: Promise<void>, dataFolder: string): Promise<void> {
  const pipe = guard.stdio[3];
  if (pipe) pipe.destroy();
  const timeout = new AbortController();
  const isStopped = await Promise.race([
    ended.then(() => true),
    wait(STOP_TIMEOUT_MS, false, { signal: timeout.signal }).catch(() => false),
  ]);
  timeout.abort();
  if (isStopped) return;
  const processId = Number(readFileSync(join(dataFolder, "postmaster.pid"), "utf8").split("\n")[0]);
  process.kill(processId, "SIGQUIT");
  if (!(await hasEnded(processId, 2_000))) process.kill(processId, "SIGKILL");
  await ended;
}

function tailOf(logFile: string): string {
  return readFileSync(logFile, "utf8").trimEnd().split("\n").slice(-8).join("\n");
}
