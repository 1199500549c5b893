import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { brotliDecompressSync } from "node:zlib";
import { type Device, deviceSchema } from "@arterial/domain/device-kind";
import { createTrajectoryPlayer, type PlayedVehicle } from "@arterial/domain/recording/trajectory-player";
import { decodeTrajectories } from "@arterial/domain/recording/trajectory-recording";
import { z } from "zod";
import { demandProfileSchema } from "../model/demand.ts";
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

/** Reads a recorded city from its folder. @throws when a file is missing or not what it should be. */
export async function readDemoCity(folder: string): Promise<DemoCity> {
  const readJson = async <S extends z.ZodType>(name: string, schema: S): Promise<z.output<S>> =>
    schema.parse(JSON.parse(await readFile(join(folder, name), "utf8")));
  const recording = decodeTrajectories(
    brotliDecompressSync(await readFile(join(folder, "trajectories.bin"))),
  );
  const { timeZone } = await readJson("city.json", citySchema);
  return {
    timeZone,
    devices: await readJson("devices.json", z.array(deviceSchema)),
    faults: await readJson("faults.json", z.array(sensorFaultSchema)),
    demandProfile: await readJson("demand-profile.json", demandProfileSchema),
    durationS: recording.durationS,
    vehiclesAt: createTrajectoryPlayer(recording).vehiclesAt,
  };
}
