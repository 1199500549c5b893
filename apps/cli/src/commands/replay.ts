import { basename } from "node:path";
import { getCity } from "@arterial/api/city/get-city";
import { listRegisteredDevices } from "@arterial/api/device/list-registered-devices";
import { importDevices } from "@arterial/api/device/register-devices";
import { type Device, type DeviceKind, deviceSchema } from "@arterial/domain/device-kind";
import { MAX_READING_AGE_MS } from "@arterial/domain/reading";
import type { Command } from "commander";
import { z } from "zod";
import { CliError } from "../cli-error.ts";
import { answer, type CliIo, type CommonOptions, withServices } from "../command-scope.ts";
import { runSimulator } from "../run-simulator.ts";

const DAY_MS = 86_400_000;

interface ReplayOptions extends CommonOptions {
  kind: string;
}

/** `replay`: registers the devices of the file and lets the simulator publish it; further options are the simulator's. */
export function addReplayCommand(program: Command, io: CliIo): void {
  program
    .command("replay")
    .description("publish a recorded file over MQTT: vehicles from SUMO FCD, air and weather from CSV")
    .argument("<file>", ".xml, .csv, or either with .gz")
    .argument("[options...]", "the options below")
    .requiredOption("--kind <kind>", "vehicle, air, weather")
    .option("--json", "print one JSON document")
    .addHelpText("after", REPLAY_HELP)
    .allowUnknownOption()
    .action((file: string, more: string[], options: ReplayOptions) => replay(io, { file, more, options }));
}

const REPLAY_HELP = `
Of all files:
  --speed <n>             times faster than recorded (default: 1)
  --as-fast-as-possible   all at once
  --shift-to-now          as if it were measured now: what is older than 32 days is not taken otherwise
Of vehicles:
  --net <file>            SUMO network, unless the file was written in longitude and latitude
  --device <id>           vehicle feed to publish as (default: from the file's name)
  --start-at <instant>    time of the first step, ISO 8601 with offset (default: now)
Of air and weather:
  --stations <file>       CSV with the places of the devices: registers those that are not yet
  --mapping <name|file>   beijing-prsa, nyc-weather, or a JSON file that describes columns and units
  --prefix <text>         put before the names of the devices
  --last-days <n>         only the last days of the file`;

async function replay(
  io: CliIo,
  { file, more, options }: { file: string; more: readonly string[]; options: ReplayOptions },
): Promise<void> {
  const args = simulatorArguments(file, options.kind, more);
  const simulator = { env: io.env, logLevel: "silent" } as const;
  const inspected = await runSimulator([...args, "--inspect"], simulator);
  const facts = args[0] === "csv" ? factsSchema.parse(inspected) : undefined;
  const devices = facts
    ? await registerStations(io, { file, more, facts })
    : await registerFeed(io, args[args.indexOf("--device") + 1] ?? "");
  if (options.json !== true) io.printError(`Sending ${file} for ${devices.join(", ")} …`);
  const { readings, isComplete } = sentSchema.parse(await runSimulator(args, simulator));
  const unfit = facts?.unfit ?? { count: 0, first: "" };
  const document = { file, kind: options.kind, devices, readings, unfit: unfit.count, isComplete };
  answer(io, options, document, [
    `${readings} readings sent and acknowledged${isComplete ? "" : ", then interrupted"}.`,
    ...(unfit.count === 0
      ? []
      : [`${unfit.count} in the file do not fit and become dead letters: ${unfit.first}.`]),
  ]);
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

/** What the simulator says of a CSV file: the ids in it, and those devices that the file of stations places. */
const factsSchema = z.object({
  kind: z.enum(["air", "weather"]),
  ids: z.array(z.string()),
  devices: z.array(deviceSchema),
  firstMs: z.number(),
  lastMs: z.number(),
  unfit: z.object({ count: z.number(), first: z.string() }).optional(),
});
const sentSchema = z.object({ readings: z.number(), isComplete: z.boolean() });

async function registerFeed(io: CliIo, id: string): Promise<string[]> {
  await withServices(io, async (ctx) => {
    const [known] = await listRegisteredDevices(ctx, { ids: [id] });
    if (known) return requireKind(known, "vehicle");
    const [west = 0, south = 0, east = 0, north = 0] = (await getCity(ctx))?.bounds ?? [];
    const place = { lon: (west + east) / 2, lat: (south + north) / 2 };
    const feed = { id, kind: "vehicle", name: "Replayed vehicles", ...place, expectedIntervalS: 1 } as const;
    await importDevices(ctx, [feed]);
  });
  return [id];
}

async function registerStations(
  io: CliIo,
  { file, more, facts }: { file: string; more: readonly string[]; facts: z.output<typeof factsSchema> },
): Promise<string[]> {
  requireRecent(file, more, facts);
  await withServices(io, async (ctx) => {
    const registered = await listRegisteredDevices(ctx, { ids: facts.ids });
    const known = new Map(registered.map((device) => [device.id, device]));
    const placed = new Map(facts.devices.map((device) => [device.id, device]));
    const unknown = facts.ids.filter((id) => !known.has(id));
    const missing = unknown.filter((id) => !placed.has(id));
    if (missing.length > 0) throw notRegistered(missing);
    for (const id of facts.ids) requireKind(known.get(id), facts.kind);
    const created = unknown.flatMap((id) => placed.get(id) ?? []);
    if (created.length > 0) await importDevices(ctx, created);
  });
  return facts.ids;
}

const MAX_LISTED = 10;

function notRegistered(ids: readonly string[]): CliError {
  const listed = `${ids.slice(0, MAX_LISTED).join(", ")}${ids.length > MAX_LISTED ? ", …" : ""}`;
  return new CliError(
    "not_registered",
    `Not registered: ${listed}. Give a file with their places (--stations FILE), or register them first.`,
  );
}

function requireKind(device: Pick<Device, "id" | "kind"> | undefined, kind: DeviceKind): void {
  if (device === undefined || device.kind === kind) return;
  throw new CliError(
    "usage",
    `${device.id} is registered as ${device.kind}: give another id with ${kind === "vehicle" ? "--device" : "--prefix"}.`,
  );
}

function requireRecent(
  file: string,
  more: readonly string[],
  { firstMs, lastMs }: { firstMs: number; lastMs: number },
): void {
  if (more.includes("--shift-to-now") || lastMs > Date.now() - MAX_READING_AGE_MS) return;
  const [first, last] = [firstMs, lastMs].map((at) => new Date(at).toISOString().slice(0, 10));
  throw new CliError(
    "usage",
    `The readings of ${file} are of ${first} to ${last}; what is older than ${MAX_READING_AGE_MS / DAY_MS} days is not taken: add --shift-to-now, and --last-days 28 for a long file.`,
  );
}
