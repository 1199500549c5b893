import type { DeviceKind } from "@arterial/domain/device-kind";
import { READING_SCHEMAS, type ReadingOf } from "@arterial/domain/observation";
import { z } from "zod";
import type { Queryable } from "../pool.ts";
import { type ObservationTable, SEQ_COLUMN } from "./observation-table.ts";

export interface ObservationQuery {
  deviceId?: string | undefined;
  /** From this instant on, epoch ms. */
  fromMs: number;
  /** Before this instant, epoch ms. */
  toMs: number;
  limit: number;
  /** The key of the last row of the page before. */
  after?: ObservationKey | undefined;
}

/** Place of an observation in the order (ts, device, identity): epoch ms, device and the rest of its identity. */
export type ObservationKey = [tsMs: number, deviceId: string, ...identity: (string | number)[]];

export interface StoredObservation<K extends DeviceKind = DeviceKind> {
  deviceId: string;
  receivedAt: number;
  reading: ReadingOf<K>;
  key: ObservationKey;
}

const stampsSchema = z.object({ device_id: z.string(), ts: z.date(), received_at: z.date() });

/** Readings of one kind in [from, to), oldest first, a page at a time. */
export async function readObservationRows<K extends DeviceKind>(
  db: Queryable,
  table: ObservationTable<K>,
  query: ObservationQuery,
): Promise<StoredObservation<K>[]> {
  const order = ["ts", "device_id", ...table.identity].join(", ");
  const values: unknown[] = [query.fromMs, query.toMs, query.limit];
  const conditions = ["ts >= to_timestamp($1::float8 / 1000)", "ts < to_timestamp($2::float8 / 1000)"];
  if (query.deviceId !== undefined) conditions.push(`device_id = $${values.push(query.deviceId)}`);
  if (query.after !== undefined) {
    const [tsMs, ...rest] = query.after;
    const first = values.push(tsMs);
    const placeholders = rest.map((part) => `$${values.push(part)}`);
    conditions.push(`(${order}) > (to_timestamp($${first}::float8 / 1000), ${placeholders.join(", ")})`);
  }
  const columns = [SEQ_COLUMN, ...table.columns].map((column) => column.column);
  const { rows } = await db.query(
    `select device_id, ts, received_at, ${columns.join(", ")} from timeseries.${table.table}
      where ${conditions.join(" and ")} order by ${order} limit $3`,
    values,
  );
  return rows.map((row: Record<string, unknown>) => toObservation(table, row));
}

function toObservation<K extends DeviceKind>(
  table: ObservationTable<K>,
  row: Record<string, unknown>,
): StoredObservation<K> {
  const stamps = stampsSchema.parse(row);
  const reading: Record<string, unknown> = { ts: stamps.ts.getTime() };
  for (const { column, field, absent } of [SEQ_COLUMN, ...table.columns]) {
    const value = row[column];
    if (value !== null && value !== absent) reading[field] = value;
  }
  const identity = table.identity.map((column) => z.union([z.string(), z.number()]).parse(row[column]));
  return {
    deviceId: stamps.device_id,
    receivedAt: stamps.received_at.getTime(),
    reading: parseReading(table.kind, reading),
    key: [stamps.ts.getTime(), stamps.device_id, ...identity],
  };
}

/** The schema of kind K yields ReadingOf<K>; TypeScript cannot follow the lookup by a type parameter. */
function parseReading<K extends DeviceKind>(kind: K, reading: unknown): ReadingOf<K> {
  return READING_SCHEMAS[kind].parse(reading) as ReadingOf<K>;
}
