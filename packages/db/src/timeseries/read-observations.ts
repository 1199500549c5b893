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

/** Place of an observation in a list: epoch ms, device and the rest of its identity. */
export type ObservationKey = [tsMs: number, deviceId: string, ...identity: (string | number)[]];

export interface StoredObservation<K extends DeviceKind = DeviceKind> {
  deviceId: string;
  receivedAt: number;
  /** It came too late for every window of its kind. */
  isLate: boolean;
  reading: ReadingOf<K>;
  key: ObservationKey;
}

const stampsSchema = z.object({
  device_id: z.string(),
  ts: z.date(),
  /** As a date to the millisecond, or as epoch ms to the microsecond. */
  received_at: z.union([z.date().transform((date) => date.getTime()), z.number()]),
  is_late: z.boolean(),
});

/** Readings of one kind in [from, to) a page at a time: oldest first, those of several vehicle feeds feed by feed. */
export async function readObservationRows<K extends DeviceKind>(
  db: Queryable,
  table: ObservationTable<K>,
  query: ObservationQuery,
): Promise<StoredObservation<K>[]> {
  const { after, deviceId, limit } = query;
  if (table.listedBy === "time" || deviceId !== undefined || after === undefined) {
    return readPage(db, table, query);
  }
  // Two plain index ranges: as one condition the planner takes them for few rows, and sorts millions.
  const [, feedId] = after;
  const sameFeed = await readPage(db, table, { ...query, deviceId: feedId });
  if (sameFeed.length === limit) return sameFeed;
  const rest = { ...query, after: undefined, afterDeviceId: feedId, limit: limit - sameFeed.length };
  return [...sameFeed, ...(await readPage(db, table, rest))];
}

async function readPage<K extends DeviceKind>(
  db: Queryable,
  table: ObservationTable<K>,
  query: ObservationQuery & { afterDeviceId?: string },
): Promise<StoredObservation<K>[]> {
  const { deviceId, after, afterDeviceId } = query;
  const values: unknown[] = [query.fromMs, query.toMs, query.limit];
  const place = (value: unknown) => `$${values.push(value)}`;
  const conditions = ["ts >= to_timestamp($1::float8 / 1000)", "ts < to_timestamp($2::float8 / 1000)"];
  if (deviceId !== undefined) conditions.push(`device_id = ${place(deviceId)}`);
  if (afterDeviceId !== undefined) conditions.push(`device_id > ${place(afterDeviceId)}`);
  if (after !== undefined) {
    const [tsMs, afterDevice, ...identity] = after;
    const names = ["ts", ...(deviceId === undefined ? ["device_id"] : []), ...table.identity];
    const parts = [...(deviceId === undefined ? [afterDevice] : []), ...identity].map(place);
    conditions.push(
      `(${names.join(", ")}) > (to_timestamp(${place(tsMs)}::float8 / 1000), ${parts.join(", ")})`,
    );
  }
  const first = table.listedBy === "time" && deviceId === undefined ? "ts, device_id" : "device_id, ts";
  const columns = [SEQ_COLUMN, ...table.columns].map((column) => column.column);
  const { rows } = await db.query(
    `select device_id, ts, received_at, is_late, ${columns.join(", ")} from timeseries.${table.table}
      where ${conditions.join(" and ")} order by ${[first, ...table.identity].join(", ")} limit $3`,
    values,
  );
  return rows.map((row: Record<string, unknown>) => toStoredObservation(table, row));
}

/** A row of a table as the reading that it was. */
export function toStoredObservation<K extends DeviceKind>(
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
    receivedAt: stamps.received_at,
    isLate: stamps.is_late,
    reading: parseReading(table.kind, reading),
    key: [stamps.ts.getTime(), stamps.device_id, ...identity],
  };
}

/** The schema of kind K yields ReadingOf<K>; TypeScript cannot follow the lookup by a type parameter. */
function parseReading<K extends DeviceKind>(kind: K, reading: unknown): ReadingOf<K> {
  return READING_SCHEMAS[kind].parse(reading) as ReadingOf<K>;
}
