import type { DeviceKind } from "@arterial/domain/device-kind";

export type ColumnType = "float8" | "int4" | "int2" | "int8" | "text" | "bool" | "jsonb";

/** A column of an observation table and the reading's field that it holds. */
export interface ObservationColumn {
  column: string;
  field: string;
  type: ColumnType;
  /** Stored in place of a missing field where the column is part of the identity and cannot be null. */
  absent?: string | number;
}

/**
 * How readings of one kind are stored. All tables have `device_id`, `ts`, `seq` and `received_at` besides these columns.
 */
export interface ObservationTable<K extends DeviceKind = DeviceKind> {
  kind: K;
  /** Name in the schema "timeseries". */
  table: string;
  columns: readonly ObservationColumn[];
  /** Columns of the primary key after `device_id` and `ts`, in its order. */
  identity: readonly string[];
  /** What lists of several devices are ordered by: the index there is. Those of one device are in order of time. */
  listedBy: "time" | "device";
  /** Whether `latest_observation` has a row for each device; vehicles are shown by their live positions instead. */
  hasLatest: boolean;
}

/** The device's running number, part of every reading's identity; -1 when it sends none. */
export const SEQ_COLUMN: ObservationColumn = { column: "seq", field: "seq", type: "int8", absent: -1 };
