import { basename } from "node:path";
import { systemClock } from "@arterial/runtime/clock";
import { readFcd } from "@arterial/sumo/fcd";
import { readNetwork } from "@arterial/sumo/network";
import { createProjection } from "@arterial/sumo/projection";
import { z } from "zod";
import { defineCommand, SourceError } from "../command.ts";
import { feedIdOf } from "../sumo/scenario-devices.ts";
import { vehicleReading } from "../sumo/step-readings.ts";
import { readSumoFile, streamSumoFile } from "../sumo/sumo-file.ts";
import { REPLAY_OPTIONS, REPLAY_USAGE, replayFields, speedOf } from "./replay-options.ts";
import { type RecordedReading, replayReadings } from "./replay-readings.ts";
import { startReplay } from "./start-replay.ts";
import { createTimeline } from "./timeline.ts";

type VehiclePlace = Parameters<typeof vehicleReading>[2];

/** `fcd`: replays a SUMO FCD file (`.xml`, `.xml.gz`), with its network unless it was written in longitude and latitude. */
export const fcdCommand = defineCommand({
  usage: `fcd FILE [--net FILE] [--device ID] [--start-at ISO] [--inspect] ${REPLAY_USAGE}`,
  positional: "file",
  options: {
    ...REPLAY_OPTIONS,
    net: { type: "string" },
    device: { type: "string" },
    "start-at": { type: "string" },
    inspect: { type: "boolean" },
  },
  schema: z.object({
    ...replayFields,
    file: z.string({ error: "the FCD file is needed" }).min(1),
    net: z.string().min(1).optional(),
    device: z.string().min(1).optional(),
    "start-at": z.iso.datetime({ offset: true }).optional(),
    inspect: z.boolean().default(false),
  }),
  start: async (options, context) => {
    const place = await readPlace(options.net);
    const startAtMs = options["start-at"] === undefined ? undefined : Date.parse(options["start-at"]);
    const speed = speedOf(options);
    const deviceId = options.device ?? feedIdOf(basename(options.file).replace(/(\.fcd)?\.xml(\.gz)?$/, ""));
    const { firstMs, lastMs } = await readSpan(options.file, speed !== undefined && speed <= 1);
    await checkPlaces(options.file, place);
    if (options.inspect) return { value: { finished: Promise.resolve({ firstMs, lastMs }) }, stop: () => {} };
    return startReplay(context, async ({ publisher, signal }) => {
      // FCD times count from the begin of the simulation: without a start they mean now.
      const originMs = startAtMs === undefined ? 0 : startAtMs - firstMs;
      const timeline = createTimeline(systemClock, {
        speed,
        shiftToNow: startAtMs === undefined || options["shift-to-now"],
        firstMs: firstMs + originMs,
        lastMs: lastMs + originMs,
      });
      const readings = readReadings(options.file, { deviceId, originMs, place });
      return replayReadings({ kind: "vehicle", readings, timeline, publisher, signal, isPaced: true });
    });
  },
});

/** Where vehicles are: by the network's projection, or as longitude and latitude when no network is given. */
async function readPlace(netFile: string | undefined): Promise<VehiclePlace> {
  if (netFile === undefined) return { projection: { toLonLat: ([x, y]) => [x, y] }, isSegment: () => true };
  const network = await readSumoFile(netFile, readNetwork);
  const projected = createProjection(network.location);
  if (!projected.ok) throw new SourceError("file", `${netFile}: ${projected.message}`);
  return { projection: projected.projection, isSegment: (edgeId) => network.edges.has(edgeId) };
}

/** First and last time of the file, ms; the last needs reading it through, and is the first when not asked for. */
async function readSpan(file: string, isFirstEnough: boolean): Promise<{ firstMs: number; lastMs: number }> {
  let firstMs: number | undefined;
  let lastMs = 0;
  for await (const { timeS } of streamSumoFile(file, readFcd)) {
    lastMs = timeS * 1000;
    firstMs ??= lastMs;
    if (isFirstEnough) break;
  }
  if (firstMs === undefined)
    throw new SourceError("file", `${file} has no time steps: it is not FCD output.`);
  return { firstMs, lastMs };
}

/** Looks at the first vehicle before anything is sent. */
async function checkPlaces(file: string, place: VehiclePlace): Promise<void> {
  for await (const { vehicles } of streamSumoFile(file, readFcd)) {
    const [vehicle] = vehicles;
    if (!vehicle) continue;
    const { lon, lat } = vehicleReading(vehicle, 0, place);
    if (Math.abs(Number(lon)) <= 180 && Math.abs(Number(lat)) <= 90) return;
    throw new SourceError("file", `${file} is in network coordinates: give its network with --net FILE.`);
  }
}

async function* readReadings(
  file: string,
  options: { deviceId: string; originMs: number; place: VehiclePlace },
): AsyncGenerator<RecordedReading> {
  for await (const step of streamSumoFile(file, readFcd)) {
    const recordedMs = step.timeS * 1000 + options.originMs;
    for (const vehicle of step.vehicles) {
      const { ts: _, ...values } = vehicleReading(vehicle, 0, options.place);
      yield { deviceId: options.deviceId, recordedMs, values };
    }
  }
}
