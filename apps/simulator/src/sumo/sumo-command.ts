import { writeFile } from "node:fs/promises";
import { basename, dirname, resolve } from "node:path";
import { createInterface } from "node:readline";
import { systemClock } from "@arterial/runtime/clock";
import type { Started } from "@arterial/runtime/lifecycle";
import type { Logger } from "@arterial/runtime/logger";
import { createTraciClient, type TraciClient } from "@arterial/sumo/traci/client";
import { connectTraci } from "@arterial/sumo/traci/connection";
import { createSimulationControl } from "@arterial/sumo/traci/control";
import { startSumo } from "@arterial/sumo/traci/sumo-process";
import { TraciError } from "@arterial/sumo/traci/traci-error";
import { z } from "zod";
import { type CommandContext, defineCommand, type Running } from "../command.ts";
import { answerCommand, type ControlAnswer } from "./control-command.ts";
import { startControlServer } from "./control-server.ts";
import { runScenario } from "./run-scenario.ts";
import { readScenario, type Scenario } from "./scenario.ts";
import { feedDeviceOf, loopDevicesOf } from "./scenario-devices.ts";

const schema = z.object({
  config: z.string({ error: "the SUMO configuration is needed" }).min(1),
  net: z.string().min(1).optional(),
  name: z.string().min(1).max(40).optional(),
  speed: z.coerce.number().min(0.1).max(20).default(1),
  "start-at": z.iso.datetime({ offset: true }).optional(),
  connect: z
    .string()
    .regex(/^[^:]+:\d+$/, { error: "HOST:PORT is needed" })
    .optional(),
  "control-port": z.coerce.number().int().min(1).max(65_535).optional(),
  register: z.string().min(1).optional(),
  end: z.coerce.number().positive().optional(),
});
type SumoOptions = z.output<typeof schema>;

/** How long SUMO may take to load its network. */
const CONNECT_WITHIN_MS = 60_000;

/** `sumo`: runs a scenario live, or joins one that runs, and takes commands while it does. */
export const sumoCommand = defineCommand({
  usage:
    "sumo --config FILE [--net FILE] [--name NAME] [--speed 0.1..20] [--start-at ISO] [--end S] [--connect HOST:PORT] [--control-port PORT] | sumo --config FILE --register DEVICES.json",
  options: Object.fromEntries(Object.keys(schema.shape).map((name) => [name, { type: "string" as const }])),
  schema,
  start: async (options, context) => {
    const scenario = await readScenario({
      configFile: options.config,
      netFile: options.net,
      name: options.name ?? basename(dirname(resolve(options.config))).replace(/^sumo-/, ""),
    });
    if (options.end !== undefined) scenario.endS = options.end;
    return options.register === undefined
      ? startRun(scenario, options, context)
      : writeDevices(scenario, options.register, context.logger);
  },
});

/** The devices of a scenario, for `npm run cli -- device import FILE`. */
async function writeDevices(scenario: Scenario, file: string, logger: Logger): Promise<Started<Running>> {
  const devices = [feedDeviceOf(scenario), ...loopDevicesOf(scenario).map(({ device }) => device)];
  await writeFile(file, `${JSON.stringify(devices, null, 1)}\n`);
  logger.info({ devices: devices.length, file }, "devices written");
  return { value: { finished: Promise.resolve() }, stop: () => {} };
}

async function startRun(
  scenario: Scenario,
  options: SumoOptions,
  { logger, openPublisher }: CommandContext,
): Promise<Started<Running>> {
  const abort = new AbortController();
  const publisher = await openPublisher();
  const sumo = await openSumo(options);
  const lanesOf = (edgeId: string) => scenario.network.edges.get(edgeId)?.lanes.map((lane) => lane.id) ?? [];
  const control = createSimulationControl(sumo.client, lanesOf);
  const answer = async (text: string) => {
    const answered = await answerCommand(control, text);
    logger.info({ answer: answered }, "command answered");
    return answered;
  };
  const stopInput = takeInput(answer);
  const server = options["control-port"]
    ? await startControlServer(options["control-port"], answer)
    : undefined;
  const running = runScenario({
    scenario,
    client: sumo.client,
    publisher,
    clock: systemClock,
    logger,
    signal: abort.signal,
    speed: options.speed,
    startAtMs: options["start-at"] === undefined ? undefined : Date.parse(options["start-at"]),
  });
  return {
    value: { finished: running.then(() => publisher.drained()) },
    stop: async () => {
      abort.abort();
      stopInput();
      await running;
      await server?.stop();
      await sumo.stop();
    },
  };
}

/** Spawns SUMO, or joins one that listens; stopping leaves it by TraCI's close, which ends the simulation. */
async function openSumo(options: SumoOptions): Promise<{ client: TraciClient; stop: () => Promise<void> }> {
  if (options.connect !== undefined) {
    const [host = "127.0.0.1", port] = options.connect.split(":");
    const client = await join({ host, port: Number(port), withinMs: CONNECT_WITHIN_MS });
    return { client, stop: () => leave(client) };
  }
  const sumo = await startSumo({ configFile: options.config });
  const loading = new AbortController();
  void sumo.exited.then(() => loading.abort());
  try {
    const address = { host: "127.0.0.1", port: sumo.port, withinMs: CONNECT_WITHIN_MS };
    const client = await join({ ...address, signal: loading.signal });
    return { client, stop: () => leave(client).then(sumo.stop) };
  } catch (cause) {
    await sumo.stop();
    const { lastWords } = await sumo.exited;
    throw new TraciError("CLOSED", `SUMO did not start: ${lastWords || "it said nothing"}`, { cause });
  }
}

async function join(address: Parameters<typeof connectTraci>[0]): Promise<TraciClient> {
  return createTraciClient(await connectTraci(address));
}

/** SUMO may be gone already when it is left. */
async function leave(client: TraciClient): Promise<void> {
  await client.close().catch((error: unknown) => {
    if (!(error instanceof TraciError && error.code === "CLOSED")) throw error;
  });
}

/** Takes commands from standard input, one JSON object a line. */
function takeInput(answer: (text: string) => Promise<ControlAnswer>): () => void {
  const lines = createInterface({ input: process.stdin });
  lines.on("line", (line) => {
    if (line.trim() !== "") void answer(line);
  });
  return () => lines.close();
}
