import type { Observation } from "@arterial/domain/observation";
import type pg from "pg";
import type { Queryable } from "../../pool.ts";
import { appendObservations } from "../append-observations.ts";
import { insertObservations } from "../insert-observations.ts";
import { PARKING_TABLE } from "./observation-table.ts";

/** Stores readings of car parks that are not stored yet; returns how many are new. */
export function writeParkingObservations(
  db: Queryable,
  rows: readonly Observation<"parking">[],
): Promise<number> {
  return insertObservations(db, PARKING_TABLE, rows);
}

/** Stores readings that are taken to be new; see {@link appendObservations}. */
export function appendParkingObservations(
  client: pg.ClientBase,
  rows: readonly Observation<"parking">[],
): Promise<number> {
  return appendObservations(client, PARKING_TABLE, rows);
}
