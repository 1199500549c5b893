import type { Observation } from "@arterial/domain/observation";
import type { CopyColumn } from "./copy-rows.ts";
import { type ObservationTable, SEQ_COLUMN } from "./observation-table.ts";

/** A column of an observation table with the value that a reading puts there. */
export type BoundColumn = CopyColumn<Observation>;

/** All columns of an observation table, with where their values come from. */
export function bindColumns(table: ObservationTable): BoundColumn[] {
  const readingColumns = [SEQ_COLUMN, ...table.columns].map(({ column, field, type, absent }) => ({
    column,
    type,
    valueOf: (row: Observation) => fieldOf(row.reading, field) ?? absent ?? null,
  }));
  return [
    { column: "device_id", type: "text", valueOf: (row) => row.deviceId },
    { column: "ts", type: "timestamptz", valueOf: (row) => row.reading.ts },
    { column: "received_at", type: "timestamptz", valueOf: (row) => row.receivedAt },
    { column: "is_late", type: "bool", valueOf: (row) => row.isLate ?? false },
    ...readingColumns,
  ];
}

/** The one place where a reading is read by a field's name; tables name only fields of their kind's schema. */
function fieldOf(reading: object, field: string): unknown {
  return (reading as Record<string, unknown>)[field];
}
