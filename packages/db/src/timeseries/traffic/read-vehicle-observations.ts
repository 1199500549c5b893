import type { Queryable } from "../../pool.ts";
import { type ObservationQuery, readObservationRows, type StoredObservation } from "../read-observations.ts";
import { VEHICLE_TABLE } from "./vehicle-table.ts";

/** A page of vehicle positions, feed by feed, oldest first. */
export function readVehicleObservations(
  db: Queryable,
  query: ObservationQuery,
): Promise<StoredObservation<"vehicle">[]> {
  return readObservationRows(db, VEHICLE_TABLE, query);
}
