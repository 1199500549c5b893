import { HOURS_OF_WEEK } from "@arterial/domain/time/hour-of-week";
import { type FreeFlow, freeFlowFromQuantile, isOffPeak } from "@arterial/domain/traffic/free-flow";
import { z } from "zod";
import type { Queryable } from "../../pool.ts";
import { arrayLiteral } from "../array-literal.ts";
import { hourOfWeekSql } from "../hour-of-week-sql.ts";

const freeFlowRowsSchema = z.array(
  z.object({
    segmentId: z.string(),
    kmh: z.number(),
    source: z.enum(["measured", "posted"]),
    samples: z.number(),
  }),
);

/** Free flow of every segment as last computed; empty before the first time. */
export async function readFreeFlow(db: Queryable): Promise<Map<string, FreeFlow>> {
  const { rows } = await db.query(
    `select segment_id as "segmentId", free_flow_kmh as kmh, source, samples from timeseries.segment_free_flow`,
  );
  return new Map(freeFlowRowsSchema.parse(rows).map(({ segmentId, ...freeFlow }) => [segmentId, freeFlow]));
}

const quantileRowsSchema = z.array(
  z.object({ segmentId: z.string(), p85: z.number().nullable(), samples: z.number() }),
);

/**
 * Computes and stores the free flow of all segments from their off-peak quarter-hours since `sinceMs`. Quarter-hours
 * without a moving vehicle, or in which nothing was measured, do not count. `segments` maps each segment to its posted
 * limit, km/h.
 */
export async function computeFreeFlow(
  db: Queryable,
  options: { segments: ReadonlyMap<string, number>; timeZone: string; sinceMs: number },
): Promise<number> {
  const offPeakHours = Array.from({ length: HOURS_OF_WEEK }, (_, hour) => hour).filter(isOffPeak);
  const { rows } = await db.query(
    `select segment_id as "segmentId", percentile_cont(0.85) within group (order by speed_kmh) as p85,
        count(*) as samples
      from timeseries.segment_metric_15m
      where ts >= to_timestamp($1::float8 / 1000) and observed > 0 and speed_kmh > 0
        and ${hourOfWeekSql("ts", "$2")} = any($3::int[])
      group by segment_id`,
    [options.sinceMs, options.timeZone, offPeakHours],
  );
  const measured = new Map(quantileRowsSchema.parse(rows).map((row) => [row.segmentId, row]));
  const entries = [...options.segments].map(([segmentId, postedKmh]) => {
    const row = measured.get(segmentId);
    return { segmentId, ...freeFlowFromQuantile(row?.p85 ?? null, row?.samples ?? 0, postedKmh) };
  });
  await writeFreeFlow(db, entries);
  return entries.filter((entry) => entry.source === "measured").length;
}

/** Stores the free flow of some segments. */
export async function writeFreeFlow(
  db: Queryable,
  entries: readonly ({ segmentId: string } & FreeFlow)[],
): Promise<void> {
  await db.query(
    `insert into timeseries.segment_free_flow (segment_id, free_flow_kmh, source, samples, computed_at)
      select segment_id, kmh, source, samples, now()
        from unnest($1::text[], $2::float8[], $3::text[], $4::int4[]) as input(segment_id, kmh, source, samples)
      on conflict (segment_id) do update set free_flow_kmh = excluded.free_flow_kmh, source = excluded.source,
        samples = excluded.samples, computed_at = excluded.computed_at`,
    [
      arrayLiteral(entries.map((entry) => entry.segmentId)),
      arrayLiteral(entries.map((entry) => entry.kmh)),
      arrayLiteral(entries.map((entry) => entry.source)),
      arrayLiteral(entries.map((entry) => entry.samples)),
    ],
  );
}
