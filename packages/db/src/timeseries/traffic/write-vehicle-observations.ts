import type { Observation } from "@arterial/domain/observation";
import type pg from "pg";
import type { Queryable } from "../../pool.ts";
import { appendObservations } from "../append-observations.ts";
import { insertObservations } from "../insert-observations.ts";
import { VEHICLE_TABLE } from "./vehicle-table.ts";

/** Stores vehicle positions that are not stored yet; returns how many are new. */
export function writeVehicleObservations(
  db: Queryable,
  rows: readonly Observation<"vehicle">[],
): Promise<number> {
  return insertObservations(db, VEHICLE_TABLE, rows);
}

/** Stores readings that are taken to be new; see {@link appendObservations}. */
export function appendVehicleObservations(
  client: pg.ClientBase,
  rows: readonly Observation<"vehicle">[],
): Promise<number> {
  return appendObservations(client, VEHICLE_TABLE, rows);
}
