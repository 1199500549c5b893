import type { ObservationTable } from "../observation-table.ts";

/** Positions of vehicles, kept for hours only. */
export const VEHICLE_TABLE: ObservationTable<"vehicle"> = {
  kind: "vehicle",
  table: "vehicle_observation",
  identity: ["vehicle_id", "seq"],
  listedBy: "device",
  hasLatest: false,
  columns: [
    { column: "vehicle_id", field: "id", type: "text" },
    { column: "lon", field: "lon", type: "float8" },
    { column: "lat", field: "lat", type: "float8" },
    { column: "speed_kmh", field: "speedKmh", type: "float8" },
    { column: "heading_deg", field: "headingDeg", type: "float8" },
    { column: "segment_id", field: "segmentId", type: "text" },
  ],
};
