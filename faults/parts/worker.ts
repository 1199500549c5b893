import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { PIPELINE_COMMAND } from "../../apps/pipeline/src/pipeline-command.ts";
import { startChild } from "../../scripts/supervisor/managed-child.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const STOP_WITHIN_MS = 8_000;
const SAMPLE_EVERY_MS = 100;

/** The worker under the product's own supervisor, which starts it again when it ends. */
export interface Worker {
  /** Process id; null while it is down. */
  pid(): number | null;
  /** SIGKILL, now. Does nothing while it is down. */
  kill(): void;
  /** How often the supervisor has started it. */
  starts(): number;
  /** Largest resident memory of any of its processes, MiB. */
  peakMemoryMb(): number;
  /** Stops it for good; once is enough. */
  stop(): Promise<void>;
}

/** A process of the pipeline beside the worker. */
export interface Member {
  name: string;
  /** Some of the pipeline's roles, with commas between. */
  roles: string;
  /** Settings that differ from the worker's. */
  env?: Readonly<Record<string, string>>;
}

/** Starts the worker and waits until it is ready. */
export async function startWorker(options: {
  name: string;
  env: Readonly<Record<string, string>>;
  logFile: string;
  /** Arguments of the worker, such as its roles. */
  args?: readonly string[];
}): Promise<Worker> {
  let pid: number | null = null;
  let starts = 0;
  let peakKb = 0;
  let stopping: Promise<void> | undefined;
  const child = startChild(
    {
      name: options.name,
      command: [...PIPELINE_COMMAND, ...(options.args ?? [])],
      cwd: ROOT,
      env: { PATH: process.env.PATH ?? "", LOG_LEVEL: "debug", ...options.env },
      logFile: options.logFile,
      stopWithinMs: STOP_WITHIN_MS,
    },
    {
      onProgress: () => {},
      onTrouble: () => {},
      onProcess: (_name, next) => {
        if (next !== null) starts += 1;
        pid = next;
      },
    },
  );
  const timer = setInterval(() => {
    if (pid !== null) peakKb = Math.max(peakKb, residentKb(pid));
  }, SAMPLE_EVERY_MS);
  try {
    await child.ready;
  } catch (error) {
    clearInterval(timer);
    throw error;
  }
  return {
    pid: () => pid,
    kill: () => {
      if (pid !== null) process.kill(pid, "SIGKILL");
    },
    starts: () => starts,
    peakMemoryMb: () => peakKb / 1024,
    stop: () => {
      clearInterval(timer);
      stopping ??= child.stop();
      return stopping;
    },
  };
}

function residentKb(pid: number): number {
  try {
    return Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0);
  } catch {
    return 0;
  }
}
