import { createWriteStream, readFileSync } from "node:fs";
import { finished } from "node:stream/promises";
import type { Observation } from "../../packages/domain/src/observation.ts";
import { segmentId } from "../load/bench-city.ts";
import { benchDeviceId, benchReading, FLEET_SIZE } from "../load/fleet.ts";

const HEADER = "device_id,segment_id,ts,flow_vph,speed_kmh,occupancy";
/** Readings come up to this much out of order, in readings: two seconds of the fleet. */
const SHUFFLED_OVER = 2 * FLEET_SIZE.traffic;
/** One reading of so many comes twice. */
const REPEATED_EVERY = 100;
/** A prime, so that neighbours in time are spread over the whole block. */
const STRIDE = 1_009;

function lineOf(n: number, startAt: number): string {
  const { ts, flowVph, speedKmh, occupancy } = benchReading("traffic", n, startAt) as {
    ts: number;
    flowVph: number;
    speedKmh: number;
    occupancy: number;
  };
  const device = n % FLEET_SIZE.traffic;
  return [benchDeviceId("traffic", n), segmentId(device), ts, flowVph, speedKmh, occupancy].join(",");
}

/** Writes readings of the loops as CSV, out of order within two seconds and some of them twice. */
export async function writeLoopFile(path: string, readings: number, startAt: number): Promise<void> {
  const file = createWriteStream(path);
  file.write(`${HEADER}\n`);
  for (let block = 0; block < readings; block += SHUFFLED_OVER) {
    const lines: string[] = [];
    for (let k = 0; k < SHUFFLED_OVER; k++) {
      const n = block + ((k * STRIDE) % SHUFFLED_OVER);
      lines.push(lineOf(n, startAt));
      if (n % REPEATED_EVERY === 0) lines.push(lineOf(n, startAt));
    }
    file.write(`${lines.join("\n")}\n`);
  }
  file.end();
  await finished(file);
}

/** The file's lines as the observations that the operator is given. */
export function readLoopFile(path: string): Observation<"traffic">[] {
  const lines = readFileSync(path, "utf8").trimEnd().split("\n").slice(1);
  return lines.map((line) => {
    const [deviceId = "", , ts, flowVph, speedKmh, occupancy] = line.split(",");
    return {
      kind: "traffic",
      deviceId,
      receivedAt: Number(ts),
      reading: {
        ts: Number(ts),
        flowVph: Number(flowVph),
        speedKmh: Number(speedKmh),
        occupancy: Number(occupancy),
        lane: 0,
      },
    };
  });
}
