import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

const SIMULATOR = fileURLToPath(new URL("../../simulator/src/main.ts", import.meta.url));
const INTERRUPTED = 130;

/** Runs the simulator as a process of its own, hands it signals, and gives its exit code. */
export async function runSimulator(args: readonly string[]): Promise<number> {
  const child = spawn(process.execPath, [SIMULATOR, ...args], { stdio: "inherit" });
  const stop = (signal: NodeJS.Signals) => child.kill(signal);
  process.on("SIGINT", stop).on("SIGTERM", stop);
  const [code] = (await once(child, "exit")) as [number | null];
  process.off("SIGINT", stop).off("SIGTERM", stop);
  return code ?? INTERRUPTED;
}
