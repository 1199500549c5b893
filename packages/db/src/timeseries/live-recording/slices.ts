import type { RecordedChannel } from "@arterial/domain/live/replay/live-state";
import { z } from "zod";
import type { Queryable } from "../../pool.ts";

/** One slice of a channel's recording. Times are epoch ms; `body` is compressed. */
export interface LiveSlice {
  channel: string;
  startAt: number;
  endsAt: number;
  /** It begins with the whole state. */
  isWhole: boolean;
  body: Buffer;
  /** Of the state at the slice's end. */
  stateHash: string;
}

/** Where single vehicles were is kept apart: for a shorter time. */
const tableOf = (channel: string): string =>
  channel === "vehicles" ? "timeseries.live_vehicle_slice" : "timeseries.live_slice";

/** Stores one slice; one that was stored already is replaced. */
export async function writeLiveSlice(db: Queryable, slice: LiveSlice): Promise<void> {
  await db.query(
    `insert into ${tableOf(slice.channel)} (channel, ts, ends_at, is_whole, body, state_hash)
      values ($1, to_timestamp($2::float8 / 1000), to_timestamp($3::float8 / 1000), $4, $5, $6)
      on conflict (channel, ts) do update set ends_at = excluded.ends_at, is_whole = excluded.is_whole,
        body = excluded.body, state_hash = excluded.state_hash`,
    [slice.channel, slice.startAt, slice.endsAt, slice.isWhole, slice.body, slice.stateHash],
  );
}

const rowsSchema = z.array(
  z.object({
    channel: z.string(),
    startAt: z.number(),
    endsAt: z.number(),
    isWhole: z.boolean(),
    body: z.instanceof(Buffer),
    stateHash: z.string(),
  }),
);

/**
 * Slices of one channel that are needed to know its state at `fromMs` and its changes until `toMs`: from the last whole
 * one before. Empty when nothing was recorded at `fromMs`.
 */
export async function readLiveSlices(
  db: Queryable,
  options: { channel: string; fromMs: number; toMs: number; wholeWithinMs: number },
): Promise<LiveSlice[]> {
  const table = tableOf(options.channel);
  const { rows } = await db.query(
    `select channel, (extract(epoch from ts) * 1000)::float8 as "startAt",
            (extract(epoch from ends_at) * 1000)::float8 as "endsAt", is_whole as "isWhole", body,
            state_hash as "stateHash"
       from ${table}
      where channel = $1 and ts <= to_timestamp($3::float8 / 1000) and ts >= (
        select max(ts) from ${table}
          where channel = $1 and is_whole and ts <= to_timestamp($2::float8 / 1000)
            and ts > to_timestamp(($2::float8 - $4::float8) / 1000))
      order by ts`,
    [options.channel, options.fromMs, options.toMs, options.wholeWithinMs],
  );
  return rowsSchema.parse(rows);
}

const spanRowsSchema = z.array(z.object({ firstAt: z.number().nullable(), lastAt: z.number().nullable() }));

/** From when to when something is recorded, epoch ms; null when nothing is. */
export async function readRecordedSpan(db: Queryable): Promise<{ firstAt: number; lastAt: number } | null> {
  const { rows } = await db.query(
    `select (extract(epoch from min(ts)) * 1000)::float8 as "firstAt",
            (extract(epoch from max(ends_at)) * 1000)::float8 as "lastAt"
       from timeseries.live_slice where channel = 'figures'`,
  );
  const [row] = spanRowsSchema.parse(rows);
  if (!row || row.firstAt === null || row.lastAt === null) return null;
  return { firstAt: row.firstAt, lastAt: row.lastAt };
}

const firstRowsSchema = z.tuple([z.object({ at: z.number().nullable() })]);

/** From when on within the range a channel's whole state is known, epoch ms; null when it never is. */
export async function readFirstRecorded(
  db: Queryable,
  channel: string,
  { fromMs, toMs }: { fromMs: number; toMs: number },
): Promise<number | null> {
  const { rows } = await db.query(
    `select (extract(epoch from min(ts)) * 1000)::float8 as at from ${tableOf(channel)}
      where channel = $1 and is_whole and ts <= to_timestamp($3::float8 / 1000)
        and ends_at >= to_timestamp($2::float8 / 1000)`,
    [channel, fromMs, toMs],
  );
  const [{ at }] = firstRowsSchema.parse(rows);
  return at === null ? null : Math.max(fromMs, at);
}

const resumptionSchema = z.tuple([z.object({ at: z.number().nullable(), channels: z.number() })]);

/**
 * From when on after a moment the recording of all these channels is whole again, epoch ms; null when one of them is not
 * recorded any more after it.
 */
export async function readResumption(
  db: Queryable,
  channels: readonly Exclude<RecordedChannel, "vehicles">[],
  afterMs: number,
): Promise<number | null> {
  const { rows } = await db.query(
    `select (extract(epoch from max(ts)) * 1000)::float8 as at, count(*)::int as channels
       from unnest($1::text[]) as asked(channel)
       cross join lateral (
         select ts from timeseries.live_slice
          where channel = asked.channel and is_whole and ts > to_timestamp($2::float8 / 1000)
          order by ts limit 1) as next`,
    [channels, afterMs],
  );
  const [next] = resumptionSchema.parse(rows);
  return next.channels === channels.length ? next.at : null;
}
