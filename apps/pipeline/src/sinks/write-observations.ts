import type { PoolClient } from "@arterial/db/pool";
import { appendAirObservations, writeAirObservations } from "@arterial/db/timeseries/air/write-observations";
import {
  appendCameraObservations,
  writeCameraObservations,
} from "@arterial/db/timeseries/camera/write-observations";
import {
  appendParkingObservations,
  writeParkingObservations,
} from "@arterial/db/timeseries/parking/write-observations";
import {
  appendTrafficObservations,
  writeTrafficObservations,
} from "@arterial/db/timeseries/traffic/write-observations";
import {
  appendVehicleObservations,
  writeVehicleObservations,
} from "@arterial/db/timeseries/traffic/write-vehicle-observations";
import {
  appendWeatherObservations,
  writeWeatherObservations,
} from "@arterial/db/timeseries/weather/write-observations";
import type { DeviceKind } from "@arterial/domain/device-kind";
import type { Observation } from "@arterial/domain/observation";

type WriteRows<K extends DeviceKind> = (
  client: PoolClient,
  rows: readonly Observation<K>[],
) => Promise<number>;

/**
 * How rows are written: `append` takes them to be new and fails when one is stored already, `merge` leaves out what is
 * stored, at less than half the speed.
 */
export type WriteMode = "append" | "merge";
type Writers = { [K in DeviceKind]: Record<WriteMode, WriteRows<K>> };

/** How each kind is stored; a new domain adds its line here. */
const WRITERS: Writers = {
  traffic: { append: appendTrafficObservations, merge: writeTrafficObservations },
  vehicle: { append: appendVehicleObservations, merge: writeVehicleObservations },
  air: { append: appendAirObservations, merge: writeAirObservations },
  parking: { append: appendParkingObservations, merge: writeParkingObservations },
  weather: { append: appendWeatherObservations, merge: writeWeatherObservations },
  camera: { append: appendCameraObservations, merge: writeCameraObservations },
};

/** Rows given and rows that were new, of one kind. */
export interface WrittenRows {
  kind: DeviceKind;
  given: number;
  inserted: number;
}

/** Stores observations of all kinds; run it in a transaction. */
export async function writeObservations(
  client: PoolClient,
  rows: readonly Observation[],
  mode: WriteMode,
): Promise<WrittenRows[]> {
  const written: WrittenRows[] = [];
  for (const [kind, ofKind] of Map.groupBy(rows, (row) => row.kind)) {
    const write = WRITERS[kind][mode] as WriteRows<DeviceKind>;
    written.push({ kind, given: ofKind.length, inserted: await write(client, ofKind) });
  }
  return written;
}
