import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";

/** Another program that runs beside the benchmark. */
export interface ChildProgram {
  child: ChildProcess;
  /** The last of what it said. */
  log(): string;
  stop(): Promise<void>;
}

const LOG_LENGTH = 10_000;
const STOP_WITHIN_MS = 5_000;

/** Starts a program and waits until `isReady` says so of its output. */
export async function startProgram(
  command: string,
  args: readonly string[],
  options: { isReady: (log: string) => boolean; cwd?: string; env?: Readonly<Record<string, string>> },
): Promise<ChildProgram> {
  const child = spawn(command, args, {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, ...options.env },
    ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
  });
  let log = "";
  const ended = once(child, "exit");
  await new Promise<void>((resolve, reject) => {
    const take = (chunk: Buffer) => {
      log = (log + chunk).slice(-LOG_LENGTH);
      if (options.isReady(log)) resolve();
    };
    child.stdout.on("data", take);
    child.stderr.on("data", take);
    child.once("error", reject);
    child.once("exit", (code) => reject(new Error(`${command} ended with ${code}: ${log}`)));
  });
  return {
    child,
    log: () => log,
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill("SIGTERM");
      const timer = setTimeout(() => child.kill("SIGKILL"), STOP_WITHIN_MS);
      await ended;
      clearTimeout(timer);
    },
  };
}
