import type { Pool } from "@arterial/db/pool";
import { readAirObservations } from "@arterial/db/timeseries/air/read-observations";
import { readCameraObservations } from "@arterial/db/timeseries/camera/read-observations";
import { readParkingObservations } from "@arterial/db/timeseries/parking/read-observations";
import type { ObservationKey, ObservationQuery } from "@arterial/db/timeseries/read-observations";
import { readTrafficObservations } from "@arterial/db/timeseries/traffic/read-observations";
import { readVehicleObservations } from "@arterial/db/timeseries/traffic/read-vehicle-observations";
import { readWeatherObservations } from "@arterial/db/timeseries/weather/read-observations";
import type { DeviceKind } from "@arterial/domain/device-kind";
import type { Observation } from "@arterial/domain/observation";
import { readingIdentity } from "../../apps/pipeline/src/steps/reading-identity.ts";
import type { SentReading } from "../input/message.ts";

const PAGE = 5_000;

interface StoredRow {
  deviceId: string;
  receivedAt: number;
  reading: object;
  key: ObservationKey;
}
type ReadPage = (pool: Pool, query: ObservationQuery) => Promise<StoredRow[]>;

const READERS: Readonly<Record<DeviceKind, ReadPage>> = {
  traffic: readTrafficObservations,
  vehicle: readVehicleObservations,
  air: readAirObservations,
  parking: readParkingObservations,
  weather: readWeatherObservations,
  camera: readCameraObservations,
};

/** Every stored reading of all kinds, by the way that the product reads them. */
export async function readStoredReadings(pool: Pool): Promise<Observation[]> {
  const all: Observation[] = [];
  for (const [kind, readPage] of Object.entries(READERS)) {
    let after: ObservationKey | undefined;
    for (;;) {
      const page = await readPage(pool, { fromMs: 0, toMs: Date.UTC(2200, 0), limit: PAGE, after });
      // The reader of a kind gives readings of that kind.
      all.push(...page.map((row) => ({ ...row, kind }) as unknown as Observation));
      if (page.length < PAGE) break;
      after = page.at(-1)?.key;
    }
  }
  return all;
}

/** A reading with its identity, as text that two equal readings share. */
export function fingerprint(reading: SentReading): { identity: string; values: string } {
  const observation = { ...reading, receivedAt: 0 } as Observation;
  return { identity: readingIdentity(observation), values: canonical(reading.reading) };
}

function canonical(value: object): string {
  const entries = Object.entries(value).map(([name, inner]): [string, unknown] => [
    name,
    typeof inner === "object" && inner !== null ? canonical(inner) : inner,
  ]);
  return JSON.stringify(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}
