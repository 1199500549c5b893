import type { Pool } from "@arterial/db/pool";
import { AIR_TABLE } from "@arterial/db/timeseries/air/observation-table";
import { CAMERA_TABLE } from "@arterial/db/timeseries/camera/observation-table";
import type { ObservationTable } from "@arterial/db/timeseries/observation-table";
import { PARKING_TABLE } from "@arterial/db/timeseries/parking/observation-table";
import { readNewestTimes } from "@arterial/db/timeseries/read-newest-times";
import { replayObservations } from "@arterial/db/timeseries/replay-observations";
import { TRAFFIC_TABLE } from "@arterial/db/timeseries/traffic/observation-table";
import { WEATHER_TABLE } from "@arterial/db/timeseries/weather/observation-table";
import type { Device, DeviceKind } from "@arterial/domain/device-kind";
import type { Observation } from "@arterial/domain/observation";

const REPLAYED_MS = 30 * 60_000;
/** Readings that are read back at most, so that a start takes seconds in a large city too. */
const MAX_READINGS = 1_000_000;

const TABLES: readonly ObservationTable[] = [
  TRAFFIC_TABLE,
  AIR_TABLE,
  PARKING_TABLE,
  WEATHER_TABLE,
  CAMERA_TABLE,
] as readonly ObservationTable<DeviceKind>[];

/** How much event time is read back in a city of these devices, ms. */
export function replayedMs(devices: readonly Device[]): number {
  const perMs = devices.reduce(
    (rate, { kind, expectedIntervalS }) => rate + (kind === "vehicle" ? 0 : 1 / (expectedIntervalS * 1000)),
    0,
  );
  return Math.min(REPLAYED_MS, perMs > 0 ? MAX_READINGS / perMs : REPLAYED_MS);
}

/**
 * From when on the readings of each kind are read back, epoch ms; kinds of which nothing is stored are missing. The newest
 * is where event time stood, however long ago that is.
 */
export async function findReplayStarts(options: {
  pool: Pool;
  devices: readonly Device[];
  nowMs: number;
}): Promise<ReadonlyMap<DeviceKind, number>> {
  const windowMs = replayedMs(options.devices);
  const newestAt = await readNewestTimes(options.pool, { vehicleFeedIds: [] });
  return new Map(
    [...newestAt].map(([kind, newest]) => [kind, Math.min(newest, options.nowMs) - windowMs] as const),
  );
}

/**
 * Gives the stored readings from the starts on to `take` again, kind by kind and in the order in which they were received;
 * returns how many there were.
 */
export async function replayReadings(options: {
  pool: Pool;
  starts: ReadonlyMap<DeviceKind, number>;
  take: (observation: Observation) => void;
}): Promise<number> {
  const { pool, starts, take } = options;
  let readings = 0;
  for (const table of TABLES) {
    const fromMs = starts.get(table.kind);
    if (fromMs === undefined) continue;
    const range = { fromMs, toMs: Number.MAX_SAFE_INTEGER };
    for await (const { key: _key, ...row } of replayObservations(pool, table, range)) {
      // The table of a kind gives readings of that kind.
      take({ ...row, kind: table.kind } as Observation);
      readings += 1;
    }
  }
  return readings;
}
