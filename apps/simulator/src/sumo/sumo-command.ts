import { writeFile } from "node:fs/promises";
import { basename, dirname, resolve } from "node:path";
import { createInterface } from "node:readline";
import { systemClock } from "@arterial/runtime/clock";
import type { Started } from "@arterial/runtime/lifecycle";
import type { Logger } from "@arterial/runtime/logger";
import { createTraciClient, type TraciClient } from "@arterial/sumo/traci/client";
import { connectTraci } from "@arterial/sumo/traci/connection";
import { createSimulationControl } from "@arterial/sumo/traci/control";
import { type SumoProcess, startSumo } from "@arterial/sumo/traci/sumo-process";
import { TraciError } from "@arterial/sumo/traci/traci-error";
import { z } from "zod";
import { type CommandContext, defineCommand, type Running, SourceError } from "../command.ts";
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

/** How long a SUMO of our own may take to load its network. */
const CONNECT_WITHIN_MS = 60_000;
/** How long one that is said to run already may take to answer. */
const JOIN_WITHIN_MS = 15_000;

/** A vehicle whose route leads over a lane that was closed waits there; without this SUMO quits when it departs. */
const SUMO_ARGS = ["--ignore-route-errors"];

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
  return { value: { finished: Promise.resolve({ devices: devices.length }) }, stop: () => {} };
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
  const finished = running.then(
    async (timeS) => {
      await publisher.drained();
      return { timeS, isComplete: !abort.signal.aborted };
    },
    async (cause: unknown) => {
      throw await sumo.explainLoss(cause);
    },
  );
  return {
    value: { finished },
    stop: async () => {
      abort.abort();
      stopInput();
      // A failure is told by `finished`.
      await Promise.allSettled([running]);
      await server?.stop();
      await sumo.stop();
    },
  };
}

/** A simulation under control, however it came to be. */
interface OpenSumo {
  client: TraciClient;
  stop: () => Promise<void>;
  /** The error to tell when the run failed: SUMO's own last words when it has ended. */
  explainLoss: (cause: unknown) => Promise<unknown>;
}

/** Spawns SUMO, or joins one that listens; stopping leaves it by TraCI's close, which ends the simulation. */
async function openSumo(options: SumoOptions): Promise<OpenSumo> {
  if (options.connect !== undefined) {
    const [host = "127.0.0.1", port] = options.connect.split(":");
    const address = { host, port: Number(port), withinMs: JOIN_WITHIN_MS };
    const client = await join(address).catch((cause: unknown) => {
      if (!isClosed(cause)) throw cause;
      const message = `No SUMO answers at ${options.connect}: start one with --remote-port ${port}.`;
      throw new SourceError("sumo", message, { cause });
    });
    const explainLoss = async (cause: unknown) =>
      isClosed(cause)
        ? new SourceError("sumo", `The SUMO at ${options.connect} has ended.`, { cause })
        : cause;
    return { client, stop: () => leave(client), explainLoss };
  }
  const sumo = await startSumo({ configFile: options.config, args: SUMO_ARGS });
  const loading = new AbortController();
  void sumo.exited.then(() => loading.abort());
  try {
    const address = { host: "127.0.0.1", port: sumo.port, withinMs: CONNECT_WITHIN_MS };
    const client = await join({ ...address, signal: loading.signal });
    return {
      client,
      stop: () => leave(client).then(sumo.stop),
      explainLoss: (cause) => explainEnd(sumo, cause),
    };
  } catch (cause) {
    await sumo.stop();
    const { lastWords } = await sumo.exited;
    throw new SourceError("sumo", `SUMO did not start. ${errorsIn(lastWords)}`.trim(), { cause });
  }
}

async function explainEnd(sumo: SumoProcess, cause: unknown): Promise<unknown> {
  if (!isClosed(cause)) return cause;
  await sumo.stop();
  const { code, lastWords } = await sumo.exited;
  const how = code === null ? "killed" : `exit code ${code}`;
  return new SourceError(
    "sumo",
    `SUMO ended in the middle of the run (${how}). ${errorsIn(lastWords)}`.trim(),
    {
      cause,
    },
  );
}

/** What SUMO says went wrong, without its warnings. */
function errorsIn(lastWords: string): string {
  return lastWords
    .split("\n")
    .filter((line) => !/^(Warning|Quitting)/.test(line))
    .join(" ");
}

function isClosed(error: unknown): boolean {
  return error instanceof TraciError && error.code === "CLOSED";
}

async function join(address: Parameters<typeof connectTraci>[0]): Promise<TraciClient> {
  return createTraciClient(await connectTraci(address));
}

/** SUMO may be gone already when it is left. */
async function leave(client: TraciClient): Promise<void> {
  await client.close().catch((error: unknown) => {
    if (!isClosed(error)) throw error;
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
