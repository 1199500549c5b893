import { z } from "zod";
import type { Queryable } from "../../pool.ts";

const rowsSchema = z.array(
  z.object({
    segmentId: z.string(),
    vehicleKm: z.number(),
    vehicleHours: z.number(),
    vehicles: z.number(),
    occupancy: z.number().nullable(),
    observed: z.number(),
    imputed: z.number(),
    suspect: z.number(),
    windows: z.number(),
  }),
);

/**
 * Sums over the five-minute windows of one segment in a quarter-hour: travel, quality and the largest number of
 * vehicles in one of them. `windows` is how many of the three the city has at all.
 */
export type QuarterSums = z.infer<typeof rowsSchema>[number];

/** Sums of all segments for the quarter-hour that begins at `startMs`. */
export async function readQuarterSums(db: Queryable, startMs: number): Promise<QuarterSums[]> {
  const { rows } = await db.query(
    `with quarter as materialized (
       select * from timeseries.segment_metric_5m
         where ts >= to_timestamp($1::float8 / 1000) and ts < to_timestamp($1::float8 / 1000) + interval '15 minutes'
     )
     select segment_id as "segmentId", sum(vehicle_km) as "vehicleKm", sum(vehicle_hours) as "vehicleHours",
            max(vehicles) as vehicles, avg(occupancy) as occupancy, sum(observed)::float8 as observed,
            sum(imputed)::float8 as imputed, sum(suspect)::float8 as suspect,
            (select count(distinct ts) from quarter) as windows
       from quarter group by segment_id`,
    [startMs],
  );
  return rowsSchema.parse(rows);
}
