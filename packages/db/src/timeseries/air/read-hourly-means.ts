import { z } from "zod";
import { inTransaction, type Pool } from "../../pool.ts";
import { faultFreeSql } from "../fault/fault-free-sql.ts";

const rowsSchema = z.array(
  z.object({
    deviceId: z.string(),
    startAt: z.number(),
    pm25: z.number().nullable(),
    pm10: z.number().nullable(),
  }),
);

/** Mean concentrations of one station in one clock hour, µg/m³; `startAt` is epoch ms. */
export type AirHour = z.infer<typeof rowsSchema>[number];

/**
 * Hourly means of particulate matter at all stations for the clock hours from `fromMs` on, oldest first; without what was
 * measured under a fault. Every reading is looked at, by one core of the database: the others are for what cannot wait.
 */
export async function readAirHourlyMeans(pool: Pool, fromMs: number): Promise<AirHour[]> {
  const { rows } = await inTransaction(pool, async (client) => {
    await client.query("set local max_parallel_workers_per_gather to 0");
    return client.query(
      `select device_id as "deviceId", (extract(epoch from hour) * 1000)::float8 as "startAt", pm25, pm10 from (
       select device_id, date_bin('1 hour', ts, timestamptz '2000-01-01 00:00:00+00') as hour,
              avg(pm25) as pm25, avg(pm10) as pm10
         from timeseries.air_observation as o
        where ts >= to_timestamp($1::float8 / 1000) and ${faultFreeSql("o", "$1")} group by 1, 2
     ) as hours order by hour, device_id`,
      [fromMs],
    );
  });
  return rowsSchema.parse(rows);
}
