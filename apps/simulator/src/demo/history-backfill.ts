import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import type { Clock } from "@arterial/runtime/clock";
import type { Logger } from "@arterial/runtime/logger";
import { z } from "zod";
import type { Publisher } from "../publish/publisher.ts";
import type { ModelledDevice, StationReading } from "./station-readings.ts";

/** Days of history that are made for air, weather and parking devices, and the step between readings. */
export const HISTORY_DAYS = 28;
export const HISTORY_STEP_MS = 15 * 60 * 1000;
const DAY_MS = 24 * 60 * 60 * 1000;

/** Pause between two messages (one device, one day): slow enough not to disturb the live part. */
const PAUSE_MS = 200;

const markerSchema = z.object({
  /** Where the history ends, epoch ms; fixed at the first start. */
  endAt: z.number().int(),
  /** Days that the broker has acknowledged for all devices, newest first. */
  daysDone: z.number().int().min(0),
});
type Marker = z.infer<typeof markerSchema>;

export interface HistoryBackfillOptions {
  devices: readonly ModelledDevice[];
  readingOf: StationReading;
  publisher: Publisher;
  clock: Clock;
  logger: Logger;
  signal: AbortSignal;
  /** Remembers what is done, so that a later start goes on instead of beginning again. */
  markerFile: string;
}

/**
 * Publishes the last 28 days of the modelled devices once, newest day first, in the background. A day counts as done
 * when the broker acknowledged it; a day that was cut off is sent again, which the pipeline stores once.
 */
export async function backfillHistory(options: HistoryBackfillOptions): Promise<void> {
  const { clock, logger, publisher, signal } = options;
  const startedAt = Math.floor(clock.now() / HISTORY_STEP_MS) * HISTORY_STEP_MS;
  const marker = (await readMarker(options.markerFile)) ?? { endAt: startedAt, daysDone: 0 };
  if (marker.daysDone >= HISTORY_DAYS) return;
  logger.info({ daysDone: marker.daysDone, devices: options.devices.length }, "history load started");
  for (let day = marker.daysDone; day < HISTORY_DAYS; day += 1) {
    const toMs = marker.endAt - day * DAY_MS;
    for (const device of options.devices) {
      await clock.sleep(PAUSE_MS, signal);
      if (signal.aborted) return;
      await publisher.publishWhenRoom(device.kind, device.id, dayOf(device, toMs, options.readingOf));
    }
    await publisher.drained();
    if (signal.aborted) return;
    await writeMarker(options.markerFile, { endAt: marker.endAt, daysDone: day + 1 });
  }
  logger.info("history load finished");
}

function dayOf(device: ModelledDevice, toMs: number, readingOf: StationReading) {
  const steps = DAY_MS / HISTORY_STEP_MS;
  return Array.from({ length: steps }, (_, step) =>
    readingOf(device, toMs - (steps - step) * HISTORY_STEP_MS),
  );
}

async function readMarker(file: string): Promise<Marker | undefined> {
  let text: string;
  try {
    text = await readFile(file, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
  return markerSchema.parse(JSON.parse(text));
}

async function writeMarker(file: string, marker: Marker): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(`${file}.part`, JSON.stringify(marker));
  await rename(`${file}.part`, file);
}
