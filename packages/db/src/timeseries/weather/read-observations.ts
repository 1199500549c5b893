import type { Queryable } from "../../pool.ts";
import { type HistoryPoint, type HistoryQuery, plainChannels, readHistory } from "../read-history.ts";
import { type ObservationQuery, readObservationRows, type StoredObservation } from "../read-observations.ts";
import { WEATHER_TABLE } from "./observation-table.ts";

const CHANNELS = plainChannels(WEATHER_TABLE);

/** Fields that have a history. */
export const WEATHER_CHANNELS: readonly string[] = Object.keys(CHANNELS);

/** A page of readings of weather stations, oldest first. */
export function readWeatherObservations(
  db: Queryable,
  query: ObservationQuery,
): Promise<StoredObservation<"weather">[]> {
  return readObservationRows(db, WEATHER_TABLE, query);
}

/** History of one field of one device. */
export function readWeatherHistory(db: Queryable, query: HistoryQuery): Promise<HistoryPoint[]> {
  return readHistory(db, WEATHER_TABLE, CHANNELS, query);
}
