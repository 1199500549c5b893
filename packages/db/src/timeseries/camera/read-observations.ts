import type { Queryable } from "../../pool.ts";
import {
  type ChannelExpressions,
  type HistoryPoint,
  type HistoryQuery,
  plainChannels,
  readHistory,
} from "../read-history.ts";
import { type ObservationQuery, readObservationRows, type StoredObservation } from "../read-observations.ts";
import { CAMERA_TABLE } from "./observation-table.ts";

const TOTAL = "(select sum(value::int) from jsonb_each_text(counts))";

const CHANNELS: ChannelExpressions = {
  ...plainChannels(CAMERA_TABLE),
  // Road users of all classes.
  total: { raw: TOTAL, binned: `avg(${TOTAL})` },
};

/** Fields that have a history. */
export const CAMERA_CHANNELS: readonly string[] = Object.keys(CHANNELS);

/** A page of results of cameras, oldest first. */
export function readCameraObservations(
  db: Queryable,
  query: ObservationQuery,
): Promise<StoredObservation<"camera">[]> {
  return readObservationRows(db, CAMERA_TABLE, query);
}

/** History of one field of one device. */
export function readCameraHistory(db: Queryable, query: HistoryQuery): Promise<HistoryPoint[]> {
  return readHistory(db, CAMERA_TABLE, CHANNELS, query);
}
