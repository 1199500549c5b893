import type { ObservationTable } from "../observation-table.ts";

/** Results of cameras' video analytics. */
export const CAMERA_TABLE: ObservationTable<"camera"> = {
  kind: "camera",
  table: "camera_observation",
  identity: ["seq"],
  listedBy: "time",
  hasLatest: true,
  columns: [
    { column: "counts", field: "counts", type: "jsonb" },
    { column: "speed_kmh", field: "speedKmh", type: "float8" },
    { column: "queue_m", field: "queueM", type: "float8" },
    { column: "stopped", field: "stopped", type: "int4" },
  ],
};
