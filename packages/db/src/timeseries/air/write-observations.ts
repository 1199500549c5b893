import type { Observation } from "@arterial/domain/observation";
import type pg from "pg";
import type { Queryable } from "../../pool.ts";
import { appendObservations } from "../append-observations.ts";
import { insertObservations } from "../insert-observations.ts";
import { AIR_TABLE } from "./observation-table.ts";

/** Stores readings of air stations that are not stored yet; returns how many are new. */
export function writeAirObservations(db: Queryable, rows: readonly Observation<"air">[]): Promise<number> {
  return insertObservations(db, AIR_TABLE, rows);
}

/** Stores readings that are taken to be new; see {@link appendObservations}. */
export function appendAirObservations(
  client: pg.ClientBase,
  rows: readonly Observation<"air">[],
): Promise<number> {
  return appendObservations(client, AIR_TABLE, rows);
}
