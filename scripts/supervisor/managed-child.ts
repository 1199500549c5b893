import { type ChildProcess, spawn } from "node:child_process";
import { setTimeout as wait } from "node:timers/promises";
import { StartError } from "../boot/start-error.mjs";
import { createBackoff } from "./backoff.ts";
import { readChildMessage, readErrorLine } from "./child-message.ts";
import { openLogFile } from "./log-file.ts";

/** One process of the product. */
export interface ChildSpec {
  readonly name: string;
  /** Script and arguments for Node. */
  readonly command: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly logFile: string;
  /** From SIGTERM to SIGKILL. */
  readonly stopWithinMs: number;
}

/** Where a child's news go. */
export interface ChildListener {
  /** A sentence of progress from the child. */
  readonly onProgress: (text: string) => void;
  /** A sentence for the person who started the product: a crash, a restart, an error. */
  readonly onTrouble: (text: string) => void;
  /** The set of running processes changed. */
  readonly onProcess: (name: string, pid: number | null) => void;
}

/** A process that is started again when it ends by itself. */
export interface ManagedChild {
  /** Resolves when the process is ready; rejects with StartError when it ends before, which is then final. */
  readonly ready: Promise<void>;
  readonly stop: () => Promise<void>;
}

interface Run {
  readonly process: ChildProcess;
  /** Resolves when the child says that it is ready, rejects when it ends before that. */
  readonly ready: Promise<void>;
  readonly ended: Promise<{ reason: string; ranMs: number }>;
}

const LAST_LINES = 12;
const READY_TIMEOUT_MS = 120_000;

/** Starts a child. Once it was ready it is kept running: a crash is followed by a new start, later each time. */
export function startChild(spec: ChildSpec, listener: ChildListener): ManagedChild {
  const log = openLogFile(spec.logFile);
  const stopping = new AbortController();
  let current = run(spec, listener, log.write);

  async function keepRunning(): Promise<void> {
    const backoff = createBackoff();
    while (!stopping.signal.aborted) {
      const { reason, ranMs } = await current.ended;
      if (stopping.signal.aborted) return;
      const delayMs = backoff.next(ranMs);
      listener.onTrouble(
        `${spec.name} ended (${reason}); it starts again in ${delayMs / 1000} s. Log: ${spec.logFile}`,
      );
      await wait(delayMs, undefined, { signal: stopping.signal }).catch(() => {});
      if (stopping.signal.aborted) return;
      current = run(spec, listener, log.write);
      current.ready.then(
        () => listener.onTrouble(`${spec.name} runs again`),
        () => {},
      );
    }
  }

  const ready = waitUntilReady(current, spec);
  const kept = ready.then(keepRunning, () => {});
  return {
    ready,
    stop: async () => {
      stopping.abort();
      await stopRun(current, spec.stopWithinMs);
      await kept;
      log.close();
    },
  };
}

async function waitUntilReady(current: Run, spec: ChildSpec): Promise<void> {
  const timeout = new AbortController();
  const tooLong = wait(READY_TIMEOUT_MS, undefined, { signal: timeout.signal }).then(() => {
    throw new StartError(
      `${spec.name} was not ready after ${READY_TIMEOUT_MS / 1000} s. Its log: ${spec.logFile}`,
    );
  });
  try {
    await Promise.race([current.ready, tooLong]);
  } catch (error) {
    await stopRun(current, spec.stopWithinMs);
    throw error;
  } finally {
    timeout.abort();
    tooLong.catch(() => {});
  }
}

function run(spec: ChildSpec, listener: ChildListener, writeLog: (text: string) => void): Run {
  const startedAt = performance.now();
  const child = spawn(process.execPath, spec.command, {
    cwd: spec.cwd,
    env: spec.env,
    stdio: ["ignore", "pipe", "pipe", "ipc"],
    detached: true,
  });
  listener.onProcess(spec.name, child.pid ?? null);
  const words = collectWords(child, listener, spec.name, writeLog);
  const ended = new Promise<{ reason: string; ranMs: number }>((resolve) => {
    const end = (reason: string) => {
      listener.onProcess(spec.name, null);
      resolve({ reason, ranMs: performance.now() - startedAt });
    };
    child.on("error", (error) => end(error.message));
    child.on("exit", (code, signal) => end(signal ? `signal ${signal}` : `exit code ${code}`));
  });
  const ready = new Promise<void>((resolve, reject) => {
    child.on("message", (message) => {
      const news = readChildMessage(message);
      if (news?.type === "ready") resolve();
      if (news?.type === "progress") listener.onProgress(news.text);
    });
    void ended.then(({ reason }) =>
      reject(
        new StartError(
          `${spec.name} did not start (${reason}). Its last words (${spec.logFile}):\n${words()}`,
        ),
      ),
    );
  });
  ready.catch(() => {});
  return { process: child, ready, ended };
}

/** Writes what a child prints to its log, passes errors on, and returns a function that gives its last lines. */
function collectWords(
  child: ChildProcess,
  listener: ChildListener,
  name: string,
  writeLog: (text: string) => void,
): () => string {
  const lastLines: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    let rest = "";
    stream?.setEncoding("utf8").on("data", (chunk: string) => {
      writeLog(chunk);
      const lines = (rest + chunk).split("\n");
      rest = lines.pop() ?? "";
      for (const line of lines) {
        lastLines.push(line);
        if (lastLines.length > LAST_LINES) lastLines.shift();
        const error = readErrorLine(line);
        if (error !== null) listener.onTrouble(`${name}: ${error}`);
      }
    });
  }
  return () => lastLines.join("\n");
}

async function stopRun(run: Run, withinMs: number): Promise<void> {
  if (run.process.exitCode !== null || run.process.signalCode !== null) return;
  const { pid } = run.process;
  if (pid === undefined) return;
  run.process.kill("SIGTERM");
  const timeout = new AbortController();
  const isLate = await Promise.race([
    run.ended.then(() => false),
    wait(withinMs, true, { signal: timeout.signal }).catch(() => false),
  ]);
  timeout.abort();
  if (!isLate) return;
  process.kill(-pid, "SIGKILL");
  await run.ended;
}
