import type { Pool } from "@arterial/db/pool";
import { readAirObservations } from "@arterial/db/timeseries/air/read-observations";
import { readCameraObservations } from "@arterial/db/timeseries/camera/read-observations";
import { readParkingObservations } from "@arterial/db/timeseries/parking/read-observations";
import type { ObservationKey, ObservationQuery } from "@arterial/db/timeseries/read-observations";
import { readTrafficObservations } from "@arterial/db/timeseries/traffic/read-observations";
import { readWeatherObservations } from "@arterial/db/timeseries/weather/read-observations";
import type { Device } from "@arterial/domain/device-kind";
import type { Observation } from "@arterial/domain/observation";

const REPLAYED_MS = 30 * 60_000;
/** Readings that are read back at most, so that a start takes seconds in a large city too. */
const MAX_READINGS = 200_000;
const PAGE = 5_000;

type ReadPage = (pool: Pool, query: ObservationQuery) => Promise<(Observation & { key: ObservationKey })[]>;

const READERS: readonly ReadPage[] = [
  async (pool, query) =>
    (await readTrafficObservations(pool, query)).map((row) => ({ ...row, kind: "traffic" })),
  async (pool, query) => (await readAirObservations(pool, query)).map((row) => ({ ...row, kind: "air" })),
  async (pool, query) =>
    (await readParkingObservations(pool, query)).map((row) => ({ ...row, kind: "parking" })),
  async (pool, query) =>
    (await readWeatherObservations(pool, query)).map((row) => ({ ...row, kind: "weather" })),
  async (pool, query) =>
    (await readCameraObservations(pool, query)).map((row) => ({ ...row, kind: "camera" })),
];

/** Gives the newest stored readings to `take` again, kind by kind and oldest first; returns how many there were. */
export async function replayReadings(options: {
  pool: Pool;
  devices: readonly Device[];
  nowMs: number;
  take: (observation: Observation) => void;
}): Promise<number> {
  const { pool, devices, nowMs, take } = options;
  const perMs = devices.reduce(
    (rate, { kind, expectedIntervalS }) => rate + (kind === "vehicle" ? 0 : 1 / (expectedIntervalS * 1000)),
    0,
  );
  const windowMs = Math.min(REPLAYED_MS, perMs > 0 ? MAX_READINGS / perMs : REPLAYED_MS);
  let readings = 0;
  for (const readPage of READERS) {
    let after: ObservationKey | undefined;
    for (;;) {
      const page = await readPage(pool, {
        fromMs: nowMs - windowMs,
        toMs: nowMs + 60_000,
        limit: PAGE,
        after,
      });
      for (const { key: _key, ...observation } of page) take(observation);
      readings += page.length;
      if (page.length < PAGE) break;
      after = page.at(-1)?.key;
    }
  }
  return readings;
}
