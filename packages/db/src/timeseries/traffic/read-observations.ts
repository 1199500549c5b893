import type { Queryable } from "../../pool.ts";
import {
  type ChannelExpressions,
  type HistoryPoint,
  type HistoryQuery,
  plainChannels,
  readHistory,
} from "../read-history.ts";
import { type ObservationQuery, readObservationRows, type StoredObservation } from "../read-observations.ts";
import { TRAFFIC_TABLE } from "./observation-table.ts";

const FLOW_VPH = "coalesce(flow_vph, count * 3600 / greatest(period_s, 0.001))";

const CHANNELS: ChannelExpressions = {
  ...plainChannels(TRAFFIC_TABLE),
  flowVph: { raw: FLOW_VPH, binned: `avg(${FLOW_VPH})` },
  // The mean over vehicles: each reading counts as often as vehicles passed; plainly where no flow is known.
  speedKmh: {
    raw: "speed_kmh",
    binned: `coalesce(sum(speed_kmh * ${FLOW_VPH}) / nullif(sum(${FLOW_VPH}) filter (where speed_kmh is not null), 0), avg(speed_kmh))`,
  },
};

/** Fields that have a history. */
export const TRAFFIC_CHANNELS: readonly string[] = Object.keys(CHANNELS);

/** A page of readings of traffic loops, oldest first. */
export function readTrafficObservations(
  db: Queryable,
  query: ObservationQuery,
): Promise<StoredObservation<"traffic">[]> {
  return readObservationRows(db, TRAFFIC_TABLE, query);
}

/** History of one field of one device. */
export function readTrafficHistory(db: Queryable, query: HistoryQuery): Promise<HistoryPoint[]> {
  return readHistory(db, TRAFFIC_TABLE, CHANNELS, query);
}
