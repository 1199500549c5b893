import type { DeviceKind } from "@arterial/domain/device-kind";
import type { Queryable } from "../pool.ts";
import { AIR_TABLE } from "./air/observation-table.ts";
import { CAMERA_TABLE } from "./camera/observation-table.ts";
import { type ObservationTable, SEQ_COLUMN } from "./observation-table.ts";
import { PARKING_TABLE } from "./parking/observation-table.ts";
import { type StoredObservation, toStoredObservation } from "./read-observations.ts";
import { TRAFFIC_TABLE } from "./traffic/observation-table.ts";
import { VEHICLE_TABLE } from "./traffic/vehicle-table.ts";
import { WEATHER_TABLE } from "./weather/observation-table.ts";

/** Where the readings of a kind are; adding a kind adds its line here. */
const TABLES: { readonly [Kind in DeviceKind]: ObservationTable<Kind> } = {
  traffic: TRAFFIC_TABLE,
  vehicle: VEHICLE_TABLE,
  air: AIR_TABLE,
  parking: PARKING_TABLE,
  weather: WEATHER_TABLE,
  camera: CAMERA_TABLE,
};

/** The last readings of one device, newest first, of those that had been received at `knownAtMs`. */
export async function readNewestObservations(
  db: Queryable,
  query: { kind: DeviceKind; deviceId: string; fromMs: number; knownAtMs: number; limit: number },
): Promise<StoredObservation[]> {
  const table: ObservationTable = TABLES[query.kind];
  const columns = [SEQ_COLUMN, ...table.columns].map(({ column }) => column);
  const order = ["ts", ...table.identity].map((column) => `${column} desc`).join(", ");
  const { rows } = await db.query(
    `select device_id, ts, received_at, is_late, ${columns.join(", ")} from timeseries.${table.table}
      where device_id = $1 and ts >= to_timestamp($2::float8 / 1000)
        and received_at <= to_timestamp($3::float8 / 1000)
      order by ${order} limit $4`,
    [query.deviceId, query.fromMs, query.knownAtMs, query.limit],
  );
  return rows.map((row: Record<string, unknown>) => toStoredObservation(table, row));
}
