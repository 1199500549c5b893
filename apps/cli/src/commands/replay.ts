import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { Command } from "commander";
import { CliError } from "../cli-error.ts";

const SIMULATOR = fileURLToPath(new URL("../../../simulator/src/main.ts", import.meta.url));
const INTERRUPTED = 130;

/** `replay`: the simulator does it; options behind the kind are handed on to it. */
export function addReplayCommand(program: Command): void {
  program
    .command("replay")
    .description("publish a recorded file over MQTT: vehicles from SUMO FCD, air and weather from CSV")
    .argument("<file>")
    .argument("[options...]", "options of the simulator's fcd and csv commands")
    .requiredOption("--kind <kind>", "vehicle, air, weather")
    .option("--json", "accepted for symmetry; the simulator logs JSON lines")
    .allowUnknownOption()
    .action(async (file: string, more: string[], options: { kind: string }) => {
      process.exitCode = await runSimulator(simulatorArguments(file, options.kind, more));
    });
}

/** Arguments of the simulator for a file of a kind. Throws CliError for a kind that has no recorded files. */
export function simulatorArguments(file: string, kind: string, more: readonly string[]): string[] {
  if (kind === "vehicle") return ["fcd", file, ...more];
  if (kind === "air" || kind === "weather") return ["csv", file, "--kind", kind, ...more];
  throw new CliError(
    "usage",
    `Files of kind "${kind}" cannot be replayed; there are vehicle, air and weather.`,
  );
}

async function runSimulator(args: readonly string[]): Promise<number> {
  const child = spawn(process.execPath, [SIMULATOR, ...args], { stdio: "inherit" });
  const stop = (signal: NodeJS.Signals) => child.kill(signal);
  process.on("SIGINT", stop).on("SIGTERM", stop);
  const [code] = (await once(child, "exit")) as [number | null];
  process.off("SIGINT", stop).off("SIGTERM", stop);
  return code ?? INTERRUPTED;
}
