import { z } from "zod";
import type { Queryable } from "../../pool.ts";

const rowsSchema = z.array(
  z.object({
    segmentId: z.string(),
    vehicleKm: z.number(),
    vehicleHours: z.number(),
    vehicles: z.number(),
    coveredS: z.number(),
    isMeasured: z.boolean(),
    occupancy: z.number().nullable(),
    observed: z.number(),
    imputed: z.number(),
    suspect: z.number(),
    windows: z.number(),
  }),
);

/**
 * Sums over the five-minute windows of one segment in a quarter-hour: travel, the time that it was seen in (s) and the
 * largest number of vehicles in one of them, of the measured windows where there are any, else of all; and quality, of
 * all of them. `windows` is how many of the three the city has at all.
 */
export type QuarterSums = z.infer<typeof rowsSchema>[number];

/** The pipeline gives out no windows of vehicles where their feed was alive for less than this share of the time. */
const MIN_ALIVE_SHARE = 1 / 3;

/**
 * Sums of all segments for the quarter-hour that begins at `startMs`. A segment without a window was empty for as long
 * as the vehicle feed was alive in it, which other segments' windows of vehicles tell, and for the rest not observed.
 * A window's shares of quality add up to the share of its time that its flow and density refer to.
 */
export async function readQuarterSums(db: Queryable, startMs: number): Promise<QuarterSums[]> {
  const { rows } = await db.query(
    `with quarter as materialized (
       select * from timeseries.segment_metric_5m
         where ts >= to_timestamp($1::float8 / 1000) and ts < to_timestamp($1::float8 / 1000) + interval '15 minutes'
     ), feed as materialized (
       select ts, coalesce(max(observed::float8) filter (
                where coalesce(source, 'vehicles') = 'vehicles' and observed::float8 >= $2::float8), 0) as alive
         from quarter group by ts
     ), told as (
       select quarter.*, alive, bool_or(observed > 0) over (partition by segment_id) as is_measured
         from quarter join feed using (ts)
     ), summed as (
       select segment_id, is_measured,
              sum(vehicle_km) filter (where observed > 0 or not is_measured) as vehicle_km,
              sum(vehicle_hours) filter (where observed > 0 or not is_measured) as vehicle_hours,
              max(vehicles) filter (where observed > 0 or not is_measured) as vehicles,
              sum(least(1, observed::float8 + imputed::float8 + suspect::float8))
                filter (where observed > 0 or not is_measured) as seen,
              case when is_measured then (select sum(alive) from feed) - sum(alive) else 0 end as empty,
              avg(occupancy) as occupancy, sum(observed::float8) as observed, sum(imputed::float8) as imputed,
              sum(suspect::float8) as suspect
         from told group by segment_id, is_measured
     )
     select segment_id as "segmentId", vehicle_km as "vehicleKm", vehicle_hours as "vehicleHours", vehicles,
            300 * (seen + empty) as "coveredS", is_measured as "isMeasured", occupancy, observed + empty as observed,
            imputed, suspect, (select count(*) from feed) as windows
       from summed`,
    [startMs, MIN_ALIVE_SHARE],
  );
  return rowsSchema.parse(rows);
}
