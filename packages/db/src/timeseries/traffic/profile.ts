import { z } from "zod";
import { inTransaction, type Pool, type Queryable } from "../../pool.ts";
import { hourOfWeekSql } from "../hour-of-week-sql.ts";
import { spreadSql } from "../spread-sql.ts";

/** Metrics of segments that have a profile. */
export const PROFILED_METRICS = ["speed_kmh", "flow_vph", "density_vpkm", "ratio"] as const;
export type ProfiledMetric = (typeof PROFILED_METRICS)[number];

/** Fewer values than this do not make an hour typical: two weeks of quarter-hours with one missing in each. */
const MIN_SAMPLES = 6;

/**
 * Computes what is typical for some segments in each hour of the week, from their quarter-hours since `sinceMs`, and
 * puts it in the place of their old profile. Where nothing was measured the quarter-hour holds what is typical already
 * and does not count. Percentiles are interpolated linearly. Returns the number of rows.
 */
export async function computeSegmentProfiles(
  pool: Pool,
  options: { segmentIds: readonly string[]; timeZone: string; sinceMs: number },
): Promise<number> {
  const values = PROFILED_METRICS.map((metric) => `('${metric}', ${metric})`).join(", ");
  const { segmentIds, timeZone, sinceMs } = options;
  return inTransaction(pool, async (client) => {
    await client.query("delete from timeseries.segment_profile where segment_id = any($1)", [segmentIds]);
    const { rowCount } = await client.query(
      `with observed as materialized (
         select segment_id, ${hourOfWeekSql("ts", "$1")} as hour_of_week, m.metric, m.value
           from timeseries.segment_metric_15m, lateral (values ${values}) as m (metric, value)
           where segment_id = any($4) and ts >= to_timestamp($2::float8 / 1000)
             and m.value is not null and observed > 0
       )
       insert into timeseries.segment_profile (segment_id, hour_of_week, metric, p15, p50, p85, mad, samples)
       ${spreadSql("segment_id, hour_of_week, metric", "$3")}`,
      [timeZone, sinceMs, MIN_SAMPLES, segmentIds],
    );
    return rowCount ?? 0;
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
