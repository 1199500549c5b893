import { z } from "zod";
import type { Queryable } from "../../pool.ts";

const rowsSchema = z.array(
  z.object({
    day: z.string(),
    vehicleKm: z.number(),
    vehicleHours: z.number(),
    observed: z.number().nullable(),
    segments: z.number(),
    quarterHours: z.number(),
  }),
);

/** Traffic of a day of the city's calendar, YYYY-MM-DD, over all segments that have quarter-hours in it. */
export type DaySums = z.infer<typeof rowsSchema>[number];

/** The days before `beforeDay` that have traffic, newest first, each summed up from its quarter-hours. */
export async function readDaySums(
  db: Queryable,
  query: { timeZone: string; beforeDay: string | null; limit: number },
): Promise<DaySums[]> {
  const { rows } = await db.query(
    `with recursive latest as (
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
     )
     select days.day::text as day, sums.*
       from days, lateral (
         select coalesce(sum(vehicle_km), 0)::float8 as "vehicleKm",
                coalesce(sum(vehicle_hours), 0)::float8 as "vehicleHours",
                avg(observed)::float8 as observed, count(distinct segment_id) as segments,
                count(distinct ts) as "quarterHours"
           from timeseries.segment_metric_15m
          where ts >= (days.day::timestamp at time zone $1)
            and ts < ((days.day + 1)::timestamp at time zone $1)
       ) as sums
      order by days.day desc`,
    [query.timeZone, query.beforeDay, query.limit],
  );
  return rowsSchema.parse(rows);
}
