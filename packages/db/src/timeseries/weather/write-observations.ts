import type { Observation } from "@arterial/domain/observation";
import type { Queryable } from "../../pool.ts";
import { insertObservations } from "../insert-observations.ts";
import { WEATHER_TABLE } from "./observation-table.ts";

/** Stores readings of weather stations that are not stored yet; returns how many are new. */
export function writeWeatherObservations(
  db: Queryable,
  rows: readonly Observation<"weather">[],
): Promise<number> {
  return insertObservations(db, WEATHER_TABLE, rows);
}
