import { access, constants, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { getCity } from "@arterial/api/city/get-city";
import { listDevices } from "@arterial/api/device/list-devices";
import { importDevices } from "@arterial/api/device/register-devices";
import type { Device } from "@arterial/domain/device-kind";
import type { Command } from "commander";
import { CliError } from "../cli-error.ts";
import { type CliIo, withServices } from "../command-scope.ts";
import { readDeviceFile } from "../files/device-file.ts";
import { runSimulator } from "../run-simulator.ts";

/** `replay`: registers the devices of the file and lets the simulator publish it; further options are the simulator's. */
export function addReplayCommand(program: Command, io: CliIo): void {
  program
    .command("replay")
    .description("publish a recorded file over MQTT: vehicles from SUMO FCD, air and weather from CSV")
    .argument("<file>")
    .argument("[options...]", "options of the simulator, such as --speed 10, --net FILE, --stations FILE")
    .requiredOption("--kind <kind>", "vehicle, air, weather")
    .option("--json", "the simulator logs JSON lines in any case")
    .allowUnknownOption()
    .action(async (file: string, more: string[], options: { kind: string }) => {
      const args = simulatorArguments(file, options.kind, more);
      await access(file, constants.R_OK).catch((cause: unknown) => {
        throw new CliError("file", `${file} cannot be read.`, { cause });
      });
      await registerDevices(io, args);
      process.exitCode = await runSimulator(args);
    });
}

/** Arguments of the simulator for a file of a kind. Throws CliError for a kind that has no recorded files. */
export function simulatorArguments(file: string, kind: string, more: readonly string[]): string[] {
  if (kind === "vehicle") {
    const device = more.includes("--device") ? [] : ["--device", feedIdOf(file)];
    return ["fcd", file, ...more, ...device];
  }
  if (kind === "air" || kind === "weather") return ["csv", file, "--kind", kind, ...more];
  throw new CliError(
    "usage",
    `Files of kind "${kind}" cannot be replayed; there are vehicle, air and weather.`,
  );
}

/** Id of the vehicle feed that a file is replayed as: "replay-" and the file's name as far as ids may hold it. */
function feedIdOf(file: string): string {
  const name = basename(file)
    .replace(/\..*$/, "")
    .replace(/[^A-Za-z0-9_-]+/g, "-");
  return `replay-${name}`.slice(0, 64);
}

async function registerDevices(io: CliIo, args: readonly string[]): Promise<void> {
  const stations = args.includes("--stations") ? await stationsOf(args) : [];
  const feedId = args[0] === "fcd" ? args[args.indexOf("--device") + 1] : undefined;
  if (stations.length === 0 && feedId === undefined) return;
  await withServices(io, async (ctx) => {
    const known = new Set((await listDevices(ctx, {})).map((device) => device.id));
    const [west = 0, south = 0, east = 0, north = 0] = (await getCity(ctx))?.bounds ?? [];
    const feed = feedId === undefined ? [] : [feedAt(feedId, (west + east) / 2, (south + north) / 2)];
    const unknown = [...stations, ...feed].filter((device) => !known.has(device.id));
    if (unknown.length > 0) await importDevices(ctx, unknown);
  });
}

function feedAt(id: string, lon: number, lat: number): Device {
  return { id, kind: "vehicle", name: "Replayed vehicles", lon, lat, expectedIntervalS: 1 };
}

/** The simulator knows where a file's stations are listed and writes them as devices. */
async function stationsOf(args: readonly string[]): Promise<Device[]> {
  const folder = await mkdtemp(join(tmpdir(), "arterial-replay-"));
  try {
    const path = join(folder, "devices.json");
    const exitCode = await runSimulator([...args, "--register", path]);
    if (exitCode !== 0) throw new CliError("file", "The stations of this file could not be read.");
    return await readDeviceFile(path);
  } finally {
    await rm(folder, { recursive: true });
  }
}
