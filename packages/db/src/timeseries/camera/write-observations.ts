import type { Observation } from "@arterial/domain/observation";
import type pg from "pg";
import type { Queryable } from "../../pool.ts";
import { appendObservations } from "../append-observations.ts";
import { insertObservations } from "../insert-observations.ts";
import { CAMERA_TABLE } from "./observation-table.ts";

/** Stores results of cameras that are not stored yet; returns how many are new. */
export function writeCameraObservations(
  db: Queryable,
  rows: readonly Observation<"camera">[],
): Promise<number> {
  return insertObservations(db, CAMERA_TABLE, rows);
}

/** Stores readings that are taken to be new; see {@link appendObservations}. */
export function appendCameraObservations(
  client: pg.ClientBase,
  rows: readonly Observation<"camera">[],
): Promise<number> {
  return appendObservations(client, CAMERA_TABLE, rows);
}
