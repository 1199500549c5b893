import { readFileSync } from "node:fs";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { type Segment, segmentSchema } from "@arterial/domain/city/network";
import { type Device, deviceSchema } from "@arterial/domain/device-kind";
import type { Observation } from "@arterial/domain/observation";
import { decodeHistory, type HistoryRecording } from "@arterial/domain/recording/history-recording";
import { createTrajectoryPlayer, type PlayedVehicle } from "@arterial/domain/recording/trajectory-player";
import { decodeTrajectories } from "@arterial/domain/recording/trajectory-recording";
import { z } from "zod";

/** The demo city's committed data, as tests of the pipeline read it. */
const DATA = new URL("../../../simulator/demo-city/data/", import.meta.url);

const networkSchema = z.object({
  features: z.array(
    z.object({
      properties: z.looseObject({ feature: z.string() }),
      geometry: z.looseObject({ coordinates: z.unknown() }),
    }),
  ),
});

export function readDemoSegments(): Segment[] {
  const network = networkSchema.parse(JSON.parse(readFileSync(new URL("network.geojson", DATA), "utf8")));
  return network.features
    .filter(({ properties }) => properties.feature === "segment")
    .map(({ properties, geometry }) => segmentSchema.parse({ ...properties, line: geometry.coordinates }));
}

export function readDemoDevices(): Device[] {
  return z.array(deviceSchema).parse(JSON.parse(readFileSync(new URL("devices.json", DATA), "utf8")));
}

/** Ids of the devices that the demo city plays as faulty. */
export function readDemoFaultyIds(): Set<string> {
  const faults = z
    .array(z.looseObject({ deviceId: z.string() }))
    .parse(JSON.parse(readFileSync(new URL("faults.json", DATA), "utf8")));
  return new Set(faults.map(({ deviceId }) => deviceId));
}

export function readDemoHistory(): HistoryRecording {
  return decodeHistory(brotliDecompressSync(readFileSync(new URL("history.bin", DATA))));
}

/** Vehicles of each second of the recorded hour. */
export function openDemoHour(): {
  durationS: number;
  vehiclesAt: (second: number) => readonly PlayedVehicle[];
} {
  const recording = decodeTrajectories(brotliDecompressSync(readFileSync(new URL("trajectories.bin", DATA))));
  const player = createTrajectoryPlayer(recording);
  return { durationS: recording.durationS, vehiclesAt: (second) => player.vehiclesAt(0, second) };
}

/** A line of a table with named cells. */
export type TableRow = Readonly<Record<string, string>>;

/** Rows of one of the golden tables of the recorded hour, as SUMO wrote them. */
export function readGoldenTable(name: "edge-data-5min" | "loops-1min"): TableRow[] {
  const [head = "", ...lines] = gunzipSync(readFileSync(new URL(`golden/${name}.csv.gz`, DATA)))
    .toString("utf8")
    .trim()
    .split("\n");
  const names = head.split(",");
  return lines.map((line) => {
    const cells = line.split(",");
    return Object.fromEntries(names.map((column, index) => [column, cells[index] ?? ""]));
  });
}

/** The table's occupancy is the covered time in seconds over the half-second steps of the run: twice the share. */
const OCCUPANCY_SCALE = 2;

/** What the loops of the recorded hour counted, minute by minute, as their devices would publish it from `startMs` on. */
export function readLoopHour(startMs: number): Observation<"traffic">[] {
  return readGoldenTable("loops-1min").map((row) => {
    const ts = startMs + Number(row.endS) * 1000;
    const periodS = Number(row.endS) - Number(row.beginS);
    return {
      kind: "traffic",
      deviceId: row.deviceId ?? "",
      receivedAt: ts + 300,
      reading: {
        ts,
        count: Number(row.count),
        periodS,
        occupancy: Math.min(1, Number(row.occupancyPercent) / OCCUPANCY_SCALE),
        ...(row.speedMs ? { speedKmh: Number(row.speedMs) * 3.6 } : {}),
      },
    };
  });
}
