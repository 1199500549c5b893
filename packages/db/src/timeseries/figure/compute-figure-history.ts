import { z } from "zod";
import type { Queryable } from "../../pool.ts";
import { faultFreeSql } from "../fault/fault-free-sql.ts";

const rowsSchema = z.array(z.object({ figure: z.string(), t: z.number(), value: z.number() }));

/** A figure's value in a quarter-hour that begins at `t`, epoch ms. */
export type FigureQuarter = z.infer<typeof rowsSchema>[number];

/**
 * Traffic figures of the past from the quarter-hours of all segments, by the same definitions as the live ones (see
 * traffic-figures.ts of the pipeline); what was not measured is left out here too. Vehicles are those on segments,
 * without the junctions between: density × length. Delay is vehicle-hours per hour: (density − flow / free flow) × length,
 * which by Edie's definitions is hours − km / free flow over the time that the segment was seen in.
 */
export async function readTrafficFigureHistory(
  db: Queryable,
  range: { fromMs: number; toMs: number },
): Promise<FigureQuarter[]> {
  const { rows } = await db.query(
    `with quarter as (
       select ts, sum(m.vehicle_km) as km, sum(m.vehicle_hours) as hours,
              sum(m.free_flow_kmh * m.vehicle_hours) as free_km,
              sum(greatest(0, m.density_vpkm - m.flow_vph / m.free_flow_kmh) * s.length_m) / 1000 as delay_per_hour,
              sum(m.density_vpkm * s.length_m) / 1000 as vehicles,
              coalesce(sum(s.length_m) filter (where m.congestion_class in ('heavy', 'severe')), 0) as congested_m
         from timeseries.segment_metric_15m m join public.segment s on s.id = m.segment_id
         where m.ts >= to_timestamp($1::float8 / 1000) and m.ts < to_timestamp($2::float8 / 1000)
           and m.observed > 0
         group by ts
     )
     select f.figure, (extract(epoch from ts) * 1000)::float8 as t, f.value::float8 as value
       from quarter, lateral (values
         ('travelTimeIndex', free_km / nullif(km, 0)),
         ('spaceMeanSpeed', km / nullif(hours, 0)),
         ('congestedLength', congested_m / 1000),
         ('delay', delay_per_hour),
         ('vehicles', vehicles)
       ) as f (figure, value) where f.value is not null order by ts`,
    [range.fromMs, range.toMs],
  );
  return rowsSchema.parse(rows);
}

/**
 * Free places of all car parks of the past, by quarter-hour, from the mean of each car park's readings but those under a
 * fault.
 */
export async function readParkingFigureHistory(db: Queryable, sinceMs: number): Promise<FigureQuarter[]> {
  const { rows } = await db.query(
    `with site as (
       select device_id, date_bin('15 minutes', ts, timestamptz '2000-01-01 00:00:00+00') as quarter,
              avg(greatest(0, capacity - occupied)) as free
         from timeseries.parking_observation as o
         where ts >= to_timestamp($1::float8 / 1000) and occupied is not null and capacity is not null
           and ${faultFreeSql("o", "$1")}
         group by 1, 2
     )
     select 'parking' as figure, (extract(epoch from quarter) * 1000)::float8 as t, sum(free)::float8 as value
       from site group by quarter
       having count(*) > 0.6 * (select count(distinct device_id) from site) order by quarter`,
    [sinceMs],
  );
  return rowsSchema.parse(rows);
}
