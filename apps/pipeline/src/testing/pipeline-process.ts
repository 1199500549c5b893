import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { PIPELINE_COMMAND } from "../pipeline-command.ts";

/** The pipeline as its own process, as the supervisor runs it. */
export interface PipelineProcess {
  child: ChildProcess;
  /** Resolves with exit code or signal. */
  exited: Promise<[code: number | null, signal: string | null]>;
  /** Everything it logged. */
  log(): string;
}

/** A port that is free now. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Starts the process and waits until it says that it is ready. */
export async function startPipelineProcess(
  env: Record<string, string>,
  args: readonly string[] = [],
): Promise<PipelineProcess> {
  const child = spawn(process.execPath, [...PIPELINE_COMMAND, ...args], {
    env: { PATH: process.env.PATH ?? "", ...env },
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  let output = "";
  child.stdout?.on("data", (chunk) => {
    output += chunk;
  });
  child.stderr?.on("data", (chunk) => {
    output += chunk;
  });
  const exited = once(child, "exit") as PipelineProcess["exited"];
  const ready = new Promise<void>((resolve) => {
    child.on("message", (message) => {
      if ((message as { type?: unknown }).type === "ready") resolve();
    });
  });
  const failed = exited.then(([code]) => {
    throw new Error(`the pipeline ended with ${code} before it was ready: ${output}`);
  });
  await Promise.race([ready, failed]);
  failed.catch(() => {});
  return { child, exited, log: () => output };
}
