import { z } from "zod";
import { inTransaction, type Pool, type Queryable } from "../../pool.ts";
import { hourOfWeekSql } from "../hour-of-week-sql.ts";

/** Metrics of segments that have a profile. */
export const PROFILED_METRICS = ["speed_kmh", "flow_vph", "density_vpkm", "ratio"] as const;
export type ProfiledMetric = (typeof PROFILED_METRICS)[number];

/** Fewer values than this do not make an hour typical: two weeks of quarter-hours with one missing in each. */
const MIN_SAMPLES = 6;

/**
 * Computes what is typical for every segment in each hour of the week, from its quarter-hours since `sinceMs`, and puts
 * it in the place of the old profile. Percentiles are interpolated linearly. Returns the number of rows.
 */
export async function computeSegmentProfiles(
  pool: Pool,
  options: { timeZone: string; sinceMs: number },
): Promise<number> {
  return inTransaction(pool, async (client) => {
    await client.query("set local work_mem = '64MB'");
    await client.query("delete from timeseries.segment_profile");
    let rows = 0;
    for (const metric of PROFILED_METRICS) {
      const { rowCount } = await client.query(
        `with observed as materialized (
           select segment_id, ${hourOfWeekSql("ts", "$1")} as hour, ${metric} as value
             from timeseries.segment_metric_15m
             where ts >= to_timestamp($2::float8 / 1000) and ${metric} is not null and observed + imputed > 0
         ), spread as (
           select segment_id, hour, percentile_cont(array[0.15, 0.5, 0.85]) within group (order by value) as p,
                  count(*) as samples
             from observed group by 1, 2 having count(*) >= $3
         )
         insert into timeseries.segment_profile (segment_id, hour_of_week, metric, p15, p50, p85, mad, samples)
         select s.segment_id, s.hour, '${metric}', s.p[1], s.p[2], s.p[3],
                percentile_cont(0.5) within group (order by abs(o.value - s.p[2])), s.samples
           from spread s join observed o using (segment_id, hour)
           group by s.segment_id, s.hour, s.p, s.samples`,
        [options.timeZone, options.sinceMs, MIN_SAMPLES],
      );
      rows += rowCount ?? 0;
    }
    return rows;
  });
}

const profileRowsSchema = z.array(
  z.object({
    segmentId: z.string(),
    p15: z.number(),
    p50: z.number(),
    p85: z.number(),
    mad: z.number(),
    samples: z.number(),
  }),
);

/** Spread of one metric of one segment in one hour of the week. */
export type SegmentTypical = z.infer<typeof profileRowsSchema>[number];

/** What is typical for every segment in one hour of the week. */
export async function readSegmentProfilesAt(
  db: Queryable,
  query: { metric: ProfiledMetric; hourOfWeek: number },
): Promise<Map<string, SegmentTypical>> {
  const { rows } = await db.query(
    `select segment_id as "segmentId", p15, p50, p85, mad, samples from timeseries.segment_profile
      where metric = $1 and hour_of_week = $2`,
    [query.metric, query.hourOfWeek],
  );
  return new Map(profileRowsSchema.parse(rows).map((row) => [row.segmentId, row]));
}
