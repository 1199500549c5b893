import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ServiceContext } from "@arterial/api/context";
import { listRegisteredDevices } from "@arterial/api/device/list-registered-devices";
import { importDevices } from "@arterial/api/device/register-devices";
import { listObservations } from "@arterial/api/observation/list-observations";
import { readFileBytes } from "@arterial/runtime/file-bytes";
import { type InductionLoopRow, readInductionLoopOutput } from "@arterial/sumo/induction-loops";
import { SumoFileError } from "@arterial/sumo/sumo-file-error";
import { type Command, InvalidArgumentError } from "commander";
import { z } from "zod";
import { CliError } from "../cli-error.ts";
import { answer, type CliIo, type CommonOptions, withServices } from "../command-scope.ts";
import { compareLoops, type LoopReading } from "../files/compare-loops.ts";
import { readDeviceFile } from "../files/device-file.ts";
import { runSimulator } from "../run-simulator.ts";

const PAGE = 10_000;

interface CompareOptions extends CommonOptions {
  from: number;
  to?: number;
}

/** `sumo run`, `sumo compare`. */
export function addSumoCommands(program: Command, io: CliIo): void {
  const sumo = program.command("sumo").description("live SUMO scenarios");
  sumo
    .command("run")
    .description("register the loops and the vehicle feed of a scenario, and run it live over MQTT")
    .argument("<config>", "the scenario's .sumocfg")
    .argument("[options...]", "options of the simulator, such as --speed 5, --control-port 3299, --name NAME")
    .option("--json", "print one JSON document")
    .allowUnknownOption()
    .action((config: string, more: string[], options: CommonOptions) => run(io, { config, more, options }));
  sumo
    .command("compare")
    .description(
      "compare what is stored of a scenario's loops with SUMO's own E1 output, interval by interval",
    )
    .argument("<output>", "the E1 output file")
    .requiredOption("--from <instant>", "when the run began, ISO 8601 with offset", instant)
    .option("--to <instant>", "when it ended (default: now)", instant)
    .option("--json", "print one JSON document")
    .action((output: string, options: CompareOptions) => compare(io, output, options));
}

async function run(
  io: CliIo,
  { config, more, options }: { config: string; more: readonly string[]; options: CommonOptions },
): Promise<void> {
  const args = ["sumo", "--config", config, ...more];
  const simulator = { env: io.env, logLevel: options.json === true ? "silent" : "info" } as const;
  const folder = await mkdtemp(join(tmpdir(), "arterial-sumo-"));
  try {
    const path = join(folder, "devices.json");
    await runSimulator([...args, "--register", path], { ...simulator, logLevel: "silent" });
    const devices = await readDeviceFile(path);
    await withServices(io, (ctx) => importDevices(ctx, devices));
  } finally {
    await rm(folder, { recursive: true });
  }
  const { timeS, isComplete } = ranSchema.parse(await runSimulator(args, simulator));
  answer(io, options, { config, simulatedUntilS: timeS, isComplete }, [
    `The simulation ${isComplete ? "ended" : "was left"} at its second ${timeS}.`,
  ]);
}

const ranSchema = z.object({ timeS: z.number(), isComplete: z.boolean() });

async function compare(io: CliIo, output: string, options: CompareOptions): Promise<void> {
  const rows = await readRows(output);
  await withServices(io, async (ctx) => {
    const readings = await readLoopReadings(ctx, options.from, options.to ?? ctx.now());
    const result = compareLoops(rows, readings);
    answer(io, options, result, [
      `${result.intervals} intervals of ${result.loops} loops, ${result.vehicles} vehicles`,
      `not stored ${result.missing}, other counts ${result.otherCounts}`,
      `largest difference of speed ${result.worstSpeedKmh.toFixed(3)} km/h`,
    ]);
    if (!result.isEqual) process.exitCode = 1;
  });
}

async function readRows(path: string): Promise<InductionLoopRow[]> {
  try {
    const rows: InductionLoopRow[] = [];
    for await (const row of readInductionLoopOutput(readFileBytes(path))) rows.push(row);
    return rows;
  } catch (cause) {
    if (!(cause instanceof SumoFileError)) throw cause;
    throw new CliError("file", `${path} cannot be read as E1 output: ${cause.message}.`, { cause });
  }
}

/** Readings of all loops in order of time, by the loop's id in SUMO, which is in the device's name. */
async function readLoopReadings(
  ctx: ServiceContext,
  fromMs: number,
  toMs: number,
): Promise<Map<string, LoopReading[]>> {
  const devices = await listRegisteredDevices(ctx, { kind: "traffic" });
  const loopOf = new Map(devices.map((device) => [device.id, device.name.replace(/^E1 /, "")]));
  const readings = new Map<string, LoopReading[]>();
  for (let after: Awaited<ReturnType<typeof listObservations>>[number]["key"] | undefined; ; ) {
    const page = await listObservations(ctx, { kind: "traffic", fromMs, toMs, limit: PAGE, after });
    for (const { deviceId, reading } of page) {
      const loopId = loopOf.get(deviceId) ?? deviceId;
      const list = readings.get(loopId) ?? [];
      list.push(reading as LoopReading);
      readings.set(loopId, list);
    }
    after = page.at(-1)?.key;
    if (page.length < PAGE) return readings;
  }
}

function instant(text: string): number {
  const at = Date.parse(text);
  if (!/T.*(Z|[+-]\d\d:\d\d)$/.test(text) || Number.isNaN(at)) {
    throw new InvalidArgumentError("an instant as 2026-01-31T08:00:00Z is needed");
  }
  return at;
}
