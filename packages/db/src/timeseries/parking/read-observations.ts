import type { Queryable } from "../../pool.ts";
import { type HistoryPoint, type HistoryQuery, plainChannels, readHistory } from "../read-history.ts";
import { type ObservationQuery, readObservationRows, type StoredObservation } from "../read-observations.ts";
import { PARKING_TABLE } from "./observation-table.ts";

const CHANNELS = plainChannels(PARKING_TABLE);

/** Fields that have a history. */
export const PARKING_CHANNELS: readonly string[] = Object.keys(CHANNELS);

/** A page of readings of car parks, oldest first. */
export function readParkingObservations(
  db: Queryable,
  query: ObservationQuery,
): Promise<StoredObservation<"parking">[]> {
  return readObservationRows(db, PARKING_TABLE, query);
}

/** History of one field of one device. */
export function readParkingHistory(db: Queryable, query: HistoryQuery): Promise<HistoryPoint[]> {
  return readHistory(db, PARKING_TABLE, CHANNELS, query);
}
