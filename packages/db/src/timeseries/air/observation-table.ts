import type { ObservationTable } from "../observation-table.ts";

/** Readings of air stations. */
export const AIR_TABLE: ObservationTable<"air"> = {
  kind: "air",
  table: "air_observation",
  identity: ["seq"],
  listedBy: "time",
  hasLatest: true,
  columns: [
    { column: "pm25", field: "pm25", type: "float8" },
    { column: "pm10", field: "pm10", type: "float8" },
    { column: "no2", field: "no2", type: "float8" },
    { column: "o3", field: "o3", type: "float8" },
    { column: "so2", field: "so2", type: "float8" },
    { column: "co", field: "co", type: "float8" },
  ],
};
