import { z } from "zod";
import type { Queryable } from "../../pool.ts";
import { faultFreeSql } from "../fault/fault-free-sql.ts";

const mean = z.number().nullable();
const rowsSchema = z.array(
  z.object({ startAt: z.number(), pm25: mean, pm10: mean, no2: mean, o3: mean, so2: mean, co: mean }),
);

/** Mean concentrations of a station in one clock hour; `startAt` is epoch ms. */
export type StationHour = z.infer<typeof rowsSchema>[number];

/**
 * Hourly means of one station for the clock hours from `fromMs` up to `toMs`, oldest first, without what was measured
 * under a fault; hours without other readings are left out. With `knownAtMs` as it was known then: without what came, and
 * without the faults that were found, later.
 */
export async function readStationHours(
  db: Queryable,
  query: { deviceId: string; fromMs: number; toMs: number; knownAtMs?: number | undefined },
): Promise<StationHour[]> {
  const { rows } = await db.query(
    `select (extract(epoch from hour) * 1000)::float8 as "startAt", pm25, pm10, no2, o3, so2, co from (
       select date_bin('1 hour', ts, timestamptz '2000-01-01 00:00:00+00') as hour,
              avg(pm25)::float8 as pm25, avg(pm10)::float8 as pm10, avg(no2)::float8 as no2,
              avg(o3)::float8 as o3, avg(so2)::float8 as so2, avg(co)::float8 as co
         from timeseries.air_observation as o
        where device_id = $1 and ts >= to_timestamp($2::float8 / 1000) and ts < to_timestamp($3::float8 / 1000)
          and ($4::float8 is null or received_at <= to_timestamp($4::float8 / 1000))
          and ${faultFreeSql("o", "$2", "$4")}
        group by 1
     ) as hours order by hour`,
    [query.deviceId, query.fromMs, query.toMs, query.knownAtMs ?? null],
  );
  return rowsSchema.parse(rows);
}
