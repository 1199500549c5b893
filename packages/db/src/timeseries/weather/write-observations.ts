import type { Observation } from "@arterial/domain/observation";
import type pg from "pg";
import type { Queryable } from "../../pool.ts";
import { appendObservations } from "../append-observations.ts";
import { insertObservations } from "../insert-observations.ts";
import { WEATHER_TABLE } from "./observation-table.ts";

/** Stores readings of weather stations that are not stored yet; returns how many are new. */
export function writeWeatherObservations(
  db: Queryable,
  rows: readonly Observation<"weather">[],
): Promise<number> {
  return insertObservations(db, WEATHER_TABLE, rows);
}

/** Stores readings that are taken to be new; see {@link appendObservations}. */
export function appendWeatherObservations(
  client: pg.ClientBase,
  rows: readonly Observation<"weather">[],
): Promise<number> {
  return appendObservations(client, WEATHER_TABLE, rows);
}
