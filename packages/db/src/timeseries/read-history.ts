import { z } from "zod";
import type { Queryable } from "../pool.ts";
import type { ObservationTable } from "./observation-table.ts";

/** One value of one device over time; null where readings are missing. */
export interface HistoryPoint {
  /** Epoch ms; the start of the bin when values were averaged. */
  t: number;
  value: number | null;
}

export interface HistoryQuery {
  deviceId: string;
  /** Field of the reading, such as "speedKmh". */
  channel: string;
  fromMs: number;
  toMs: number;
  /** At most about this many points: more readings than that are averaged in bins of equal length. */
  maxPoints: number;
  /** How often the device should report, s; a pause longer than 2.5 times this becomes a null. */
  expectedIntervalS: number;
  /** Only readings that had been received by then, epoch ms. */
  knownAtMs?: number | undefined;
}

/** How the values of a bin become one; SQL over the table's columns. */
export type ChannelExpressions = Readonly<Record<string, { raw: string; binned: string }>>;

const rowsSchema = z.array(z.object({ t: z.number(), value: z.number() }));

/** Channels of a table that hold one number, averaged plainly. */
export function plainChannels(table: ObservationTable): ChannelExpressions {
  const numeric = table.columns.filter((column) => ["float8", "int4"].includes(column.type));
  return Object.fromEntries(
    numeric.map(({ column, field }) => [field, { raw: column, binned: `avg(${column})` }]),
  );
}

/** History of one channel. Throws RangeError for a channel that the table has not: check it at the door. */
export async function readHistory(
  db: Queryable,
  table: ObservationTable,
  channels: ChannelExpressions,
  query: HistoryQuery,
): Promise<HistoryPoint[]> {
  const channel = Object.hasOwn(channels, query.channel) ? channels[query.channel] : undefined;
  if (channel === undefined) throw new RangeError(`${table.table} has no channel "${query.channel}"`);
  const range = [query.deviceId, query.fromMs, query.toMs];
  const where = `from timeseries.${table.table} where device_id = $1 and ts >= to_timestamp($2::float8 / 1000)
      and ts < to_timestamp($3::float8 / 1000) and ${channel.raw} is not null
      and ($5::float8 is null or received_at <= to_timestamp($5::float8 / 1000))`;
  const knownAtMs = query.knownAtMs ?? null;
  const raw = await db.query(
    `select (extract(epoch from ts) * 1000)::float8 as t, (${channel.raw})::float8 as value ${where} order by ts limit $4`,
    [...range, query.maxPoints + 1, knownAtMs],
  );
  if (raw.rows.length <= query.maxPoints) {
    return withGaps(rowsSchema.parse(raw.rows), 2.5 * query.expectedIntervalS * 1000);
  }
  const binMs = Math.ceil((query.toMs - query.fromMs) / query.maxPoints / 1000) * 1000;
  const binned = await db.query(
    `select (extract(epoch from bin) * 1000)::float8 as t, value::float8 as value from (
       select date_bin(make_interval(secs => $4::float8 / 1000), ts, to_timestamp($2::float8 / 1000)) as bin,
              ${channel.binned} as value ${where} group by 1) as bins where value is not null order by bin`,
    [...range, binMs, knownAtMs],
  );
  return withGaps(rowsSchema.parse(binned.rows), Math.max(1.5 * binMs, 2.5 * query.expectedIntervalS * 1000));
}

/** Puts a null between two points that are further apart than `maxGapMs`, so that a chart shows the gap as one. */
export function withGaps(points: readonly { t: number; value: number }[], maxGapMs: number): HistoryPoint[] {
  return points.flatMap((point, index) => {
    const previous = points[index - 1];
    const isAfterGap = previous !== undefined && point.t - previous.t > maxGapMs;
    return isAfterGap ? [{ t: previous.t + maxGapMs / 2.5, value: null }, point] : [point];
  });
}
