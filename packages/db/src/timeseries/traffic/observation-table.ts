import type { ObservationTable } from "../observation-table.ts";

/** Readings of traffic loops. */
export const TRAFFIC_TABLE: ObservationTable<"traffic"> = {
  kind: "traffic",
  table: "traffic_observation",
  identity: ["lane", "seq"],
  listedBy: "time",
  hasLatest: true,
  columns: [
    { column: "lane", field: "lane", type: "int2", absent: -1 },
    { column: "flow_vph", field: "flowVph", type: "float8" },
    { column: "count", field: "count", type: "int4" },
    { column: "period_s", field: "periodS", type: "float8" },
    { column: "speed_kmh", field: "speedKmh", type: "float8" },
    { column: "occupancy", field: "occupancy", type: "float8" },
  ],
};
