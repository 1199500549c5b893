import type { Queryable } from "../../pool.ts";
import { type HistoryPoint, type HistoryQuery, plainChannels, readHistory } from "../read-history.ts";
import { type ObservationQuery, readObservationRows, type StoredObservation } from "../read-observations.ts";
import { AIR_TABLE } from "./observation-table.ts";

const CHANNELS = plainChannels(AIR_TABLE);

/** Fields that have a history. */
export const AIR_CHANNELS: readonly string[] = Object.keys(CHANNELS);

/** A page of readings of air stations, oldest first. */
export function readAirObservations(
  db: Queryable,
  query: ObservationQuery,
): Promise<StoredObservation<"air">[]> {
  return readObservationRows(db, AIR_TABLE, query);
}

/** History of one field of one device. */
export function readAirHistory(db: Queryable, query: HistoryQuery): Promise<HistoryPoint[]> {
  return readHistory(db, AIR_TABLE, CHANNELS, query);
}
