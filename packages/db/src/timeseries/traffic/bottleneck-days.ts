import { z } from "zod";
import type { Queryable } from "../../pool.ts";

/** On how many days bottlenecks began at a place, and since when one is active there, epoch ms; null when none is. */
export interface BottleneckDays {
  days: number;
  activeSince: number | null;
}

const rowSchema = z.object({ days: z.number(), activeSince: z.number().nullable() });

/**
 * Bottlenecks whose slow side is a segment, begun from `fromMs` to `toMs`, by days of `timeZone`. One is active at
 * `activeAtMs` when it has not ended by then and has points from `freshMs` on.
 */
export async function readBottleneckDays(
  db: Queryable,
  query: {
    segmentId: string;
    fromMs: number;
    toMs: number;
    activeAtMs: number;
    freshMs: number;
    timeZone: string;
  },
): Promise<BottleneckDays> {
  const { segmentId, fromMs, toMs, activeAtMs, freshMs, timeZone } = query;
  const { rows } = await db.query(
    `select count(distinct (started_at at time zone $6)::date)::int as days,
            (extract(epoch from max(started_at) filter (
               where (ended_at is null or ended_at > to_timestamp($4::float8 / 1000))
                 and last_at >= to_timestamp($5::float8 / 1000))) * 1000)::float8 as "activeSince"
       from timeseries.bottleneck
      where upstream_segment_id = $1
        and started_at >= to_timestamp($2::float8 / 1000) and started_at <= to_timestamp($3::float8 / 1000)`,
    [segmentId, fromMs, toMs, activeAtMs, freshMs, timeZone],
  );
  return rowSchema.parse(rows[0]);
}
