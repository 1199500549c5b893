import { z } from "zod";
import { inTransaction, type Pool, type Queryable } from "../../pool.ts";

const sumsShape = {
  vehicleKm: z.number(),
  vehicleHours: z.number(),
  observed: z.number().nullable(),
  segments: z.number(),
  quarterHours: z.number(),
};
const sumsSchema = z.object(sumsShape);
type Sums = z.infer<typeof sumsSchema>;

const daySchema = z.object({ day: z.string(), fromMs: z.number(), toMs: z.number() });
type Day = z.infer<typeof daySchema>;

const listedSchema = z.array(daySchema.extend({ sums: sumsSchema.nullable() }));
const versionSchema = z.object({ version: z.number() });

/**
 * Traffic of a day of the city's calendar, YYYY-MM-DD, over all segments that have quarter-hours in it. Travel is what
 * was measured: a quarter-hour of which nothing was observed holds what is usual there, and does not count as travel, as
 * in the live figures. `segments`, `quarterHours` and the mean share `observed` are of all quarter-hours that are there.
 */
export interface DaySums extends Sums {
  day: string;
}

/** More days than there are quarter-hours of. */
const EVERY_DAY = 10_000;

/** How many days of one page are summed up while it is asked for: the running one, and some that have just changed. */
const MOST_LIVE = 4;

/**
 * SQL of the days before `$2` that have quarter-hours, newest first, at most `$3`, with the sums that still hold. Each
 * costs one look at the index.
 */
const LISTED_DAYS = `
  with recursive latest as (
    select max(ts) as ts from timeseries.segment_metric_15m
     where $2::date is null or ts < ($2::date::timestamp at time zone $1)
  ), days as (
    select (ts at time zone $1)::date as day, 1 as n from latest where ts is not null
    union all
    select (before.ts at time zone $1)::date, n + 1
      from days, lateral (
        select max(ts) as ts from timeseries.segment_metric_15m
         where ts < (days.day::timestamp at time zone $1)
      ) as before
     where n < $3 and before.ts is not null
  ), bounded as (
    select day, day::timestamp at time zone $1 as from_at, (day + 1)::timestamp at time zone $1 as to_at from days
  )
  select day::text as day, (extract(epoch from bounded.from_at) * 1000)::float8 as "fromMs",
         (extract(epoch from bounded.to_at) * 1000)::float8 as "toMs",
         case when s.from_at is not null then json_build_object('vehicleKm', s.vehicle_km, 'vehicleHours',
           s.vehicle_hours, 'observed', s.observed, 'segments', s.segments, 'quarterHours', s.quarter_hours) end as sums
    from bounded left join timeseries.traffic_day as s
      on s.from_at = bounded.from_at and s.to_at = bounded.to_at and s.summed_version = s.version
   order by day desc`;

/**
 * The days before `beforeDay` that have traffic, newest first, at most `limit`; fewer where too many of them have yet to
 * be summed up. `hasMore` tells whether there are earlier ones.
 */
export async function readDaySums(
  db: Queryable,
  query: { timeZone: string; beforeDay: string | null; limit: number },
): Promise<{ days: DaySums[]; hasMore: boolean }> {
  const { timeZone, beforeDay, limit } = query;
  const listed = await listDays(db, { timeZone, beforeDay, limit: limit + 1 });
  const days: DaySums[] = [];
  let live = 0;
  for (const { sums, ...day } of listed.slice(0, limit)) {
    if (sums === null && live === MOST_LIVE) break;
    if (sums === null) live += 1;
    days.push({ day: day.day, ...(sums ?? (await sumUp(db, day))) });
  }
  return { days, hasMore: listed.length > days.length };
}

/**
 * Sums up the days that are over and of which that was not done, or not since they changed: the newest first, one in each
 * step. What changes meanwhile is left to the next time.
 */
export async function* sumUpDays(
  pool: Pool,
  options: { timeZone: string; nowMs: number },
): AsyncGenerator<void> {
  const { timeZone, nowMs } = options;
  for (const { sums, ...day } of await listDays(pool, { timeZone, beforeDay: null, limit: EVERY_DAY })) {
    if (sums !== null || day.toMs > nowMs) continue;
    const version = await beginDay(pool, day);
    await keepSums(pool, { day, version, sums: await sumUp(pool, day) });
    yield;
  }
}

async function listDays(
  db: Queryable,
  query: { timeZone: string; beforeDay: string | null; limit: number },
): Promise<z.infer<typeof listedSchema>> {
  const { rows } = await db.query(LISTED_DAYS, [query.timeZone, query.beforeDay, query.limit]);
  return listedSchema.parse(rows);
}

/** One pass over the rows of a day; its quarter-hours are looked up in the index. */
async function sumUp(db: Queryable, { fromMs, toMs }: Day): Promise<Sums> {
  const { rows } = await db.query(
    `with recursive bounds as (
       select to_timestamp($1::float8 / 1000) as from_at, to_timestamp($2::float8 / 1000) as to_at
     ), start as (
       select (select min(ts) from timeseries.segment_metric_15m where ts >= from_at and ts < to_at) as ts from bounds
       union all
       select (select min(m.ts) from timeseries.segment_metric_15m as m where m.ts > start.ts and m.ts < to_at)
         from start, bounds where start.ts is not null
     ), segment as (
       select sum(vehicle_km) filter (where observed > 0) as km, sum(vehicle_hours) filter (where observed > 0) as hours,
              sum(observed::float8) as observed, count(*) as quarter_hours
         from timeseries.segment_metric_15m
        where ts >= to_timestamp($1::float8 / 1000) and ts < to_timestamp($2::float8 / 1000)
        group by segment_id
     )
     select coalesce(sum(km), 0)::float8 as "vehicleKm", coalesce(sum(hours), 0)::float8 as "vehicleHours",
            (sum(observed) / sum(quarter_hours))::float8 as observed, count(*) as segments,
            (select count(ts) from start) as "quarterHours"
       from segment`,
    [fromMs, toMs],
  );
  return sumsSchema.parse(rows[0]);
}

/** Makes the row of a day, if there is none, and tells its version; its sums do not hold from then on. */
async function beginDay(pool: Pool, { fromMs, toMs }: Day): Promise<number> {
  return inTransaction(pool, async (client) => {
    await client.query("select pg_advisory_xact_lock(hashtext('timeseries.traffic_day'))");
    const { rows } = await client.query(
      `insert into timeseries.traffic_day (from_at, to_at)
        values (to_timestamp($1::float8 / 1000), to_timestamp($2::float8 / 1000))
        on conflict (from_at) do update set to_at = excluded.to_at, summed_version = null
        returning version`,
      [fromMs, toMs],
    );
    return versionSchema.parse(rows[0]).version;
  });
}

/** Keeps the sums of a day, unless it changed after its version was read. */
async function keepSums(db: Queryable, kept: { day: Day; version: number; sums: Sums }): Promise<void> {
  const { day, version, sums } = kept;
  await db.query(
    `update timeseries.traffic_day set vehicle_km = $4, vehicle_hours = $5, observed = $6, segments = $7,
        quarter_hours = $8, summed_version = version
      where from_at = to_timestamp($1::float8 / 1000) and to_at = to_timestamp($2::float8 / 1000) and version = $3`,
    [
      ...[day.fromMs, day.toMs, version],
      ...[sums.vehicleKm, sums.vehicleHours, sums.observed, sums.segments, sums.quarterHours],
    ],
  );
}
