import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { brotliDecompressSync } from "node:zlib";
import { type Device, deviceSchema } from "@arterial/domain/device-kind";
import { createTrajectoryPlayer, type PlayedVehicle } from "@arterial/domain/recording/trajectory-player";
import { decodeTrajectories } from "@arterial/domain/recording/trajectory-recording";
import { z } from "zod";
import { demandProfileSchema, plainDemandProfile } from "../model/demand.ts";
import { type SensorFault, sensorFaultSchema } from "./sensor-faults.ts";

/** A recorded city, ready to be played. */
export interface DemoCity {
  timeZone: string;
  devices: readonly Device[];
  faults: readonly SensorFault[];
  demandProfile: readonly number[];
  /** Length of the recorded hour, s; playback starts over after it. */
  durationS: number;
  /** Vehicles on the road at a second of a pass; the first pass is 0. */
  vehiclesAt(pass: number, second: number): readonly PlayedVehicle[];
}

const citySchema = z.object({ timeZone: z.string().min(1) });

/**
 * Reads a recorded city from its folder: `city.json`, `devices.json` and `trajectories.bin` (brotli), and where it has
 * them `demand-profile.json` and `faults.json`.
 * @throws when a file is missing or not what it should be.
 */
export async function readDemoCity(folder: string): Promise<DemoCity> {
  const recording = decodeTrajectories(
    brotliDecompressSync(await readFile(join(folder, "trajectories.bin"))),
  );
  const city = citySchema.parse(await readJson(join(folder, "city.json")));
  const demandProfile = (await readOptionalJson(join(folder, "demand-profile.json"))) ?? plainDemandProfile();
  return {
    timeZone: city.timeZone,
    devices: z.array(deviceSchema).parse(await readJson(join(folder, "devices.json"))),
    faults: z.array(sensorFaultSchema).parse((await readOptionalJson(join(folder, "faults.json"))) ?? []),
    demandProfile: demandProfileSchema.parse(demandProfile),
    durationS: recording.durationS,
    vehiclesAt: createTrajectoryPlayer(recording).vehiclesAt,
  };
}

async function readJson(file: string): Promise<unknown> {
  return JSON.parse(await readFile(file, "utf8"));
}

async function readOptionalJson(file: string): Promise<unknown> {
  try {
    return await readJson(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}
