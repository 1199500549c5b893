import type { ObservationTable } from "../observation-table.ts";

/** Readings of car parks and bays. */
export const PARKING_TABLE: ObservationTable<"parking"> = {
  kind: "parking",
  table: "parking_observation",
  identity: ["bay", "seq"],
  listedBy: "time",
  hasLatest: true,
  columns: [
    { column: "bay", field: "bay", type: "text", absent: "" },
    { column: "occupied", field: "occupied", type: "int4" },
    { column: "capacity", field: "capacity", type: "int4" },
    { column: "is_occupied", field: "isOccupied", type: "bool" },
  ],
};
