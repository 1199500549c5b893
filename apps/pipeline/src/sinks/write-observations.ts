import type { Queryable } from "@arterial/db/pool";
import { writeAirObservations } from "@arterial/db/timeseries/air/write-observations";
import { writeCameraObservations } from "@arterial/db/timeseries/camera/write-observations";
import { writeParkingObservations } from "@arterial/db/timeseries/parking/write-observations";
import { writeTrafficObservations } from "@arterial/db/timeseries/traffic/write-observations";
import { writeVehicleObservations } from "@arterial/db/timeseries/traffic/write-vehicle-observations";
import { writeWeatherObservations } from "@arterial/db/timeseries/weather/write-observations";
import type { DeviceKind } from "@arterial/domain/device-kind";
import type { Observation } from "@arterial/domain/observation";

type Writers = { [K in DeviceKind]: (db: Queryable, rows: readonly Observation<K>[]) => Promise<number> };

/** How each kind is stored; a new domain adds its line here. */
const WRITERS: Writers = {
  traffic: writeTrafficObservations,
  vehicle: writeVehicleObservations,
  air: writeAirObservations,
  parking: writeParkingObservations,
  weather: writeWeatherObservations,
  camera: writeCameraObservations,
};

/** Rows given and rows that were new, of one kind. */
export interface WrittenRows {
  kind: DeviceKind;
  given: number;
  inserted: number;
}

/** Stores observations of all kinds; run it in a transaction. */
export async function writeObservations(db: Queryable, rows: readonly Observation[]): Promise<WrittenRows[]> {
  const written: WrittenRows[] = [];
  for (const [kind, ofKind] of Map.groupBy(rows, (row) => row.kind)) {
    const write = WRITERS[kind] as (db: Queryable, rows: readonly Observation[]) => Promise<number>;
    written.push({ kind, given: ofKind.length, inserted: await write(db, ofKind) });
  }
  return written;
}
