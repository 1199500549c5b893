import type { Observation } from "@arterial/domain/observation";
import type pg from "pg";
import type { Queryable } from "../../pool.ts";
import { appendObservations } from "../append-observations.ts";
import { insertObservations } from "../insert-observations.ts";
import { TRAFFIC_TABLE } from "./observation-table.ts";

/** Stores readings of traffic loops that are not stored yet; returns how many are new. */
export function writeTrafficObservations(
  db: Queryable,
  rows: readonly Observation<"traffic">[],
): Promise<number> {
  return insertObservations(db, TRAFFIC_TABLE, rows);
}

/** Stores readings that are taken to be new; see {@link appendObservations}. */
export function appendTrafficObservations(
  client: pg.ClientBase,
  rows: readonly Observation<"traffic">[],
): Promise<number> {
  return appendObservations(client, TRAFFIC_TABLE, rows);
}
