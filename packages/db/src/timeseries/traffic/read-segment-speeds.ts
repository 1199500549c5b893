import type { SegmentSpeed } from "@arterial/domain/route/route-time";
import { z } from "zod";
import type { Queryable } from "../../pool.ts";
import { arrayLiteral } from "../array-literal.ts";
import { SEGMENT_METRIC_TABLES } from "./read-segment-metrics.ts";

const rowsSchema = z.array(
  z.object({
    segmentId: z.string(),
    startAt: z.number(),
    speedKmh: z.number(),
    flowVph: z.number(),
    densityVpkm: z.number(),
    observed: z.number(),
  }),
);

const COLUMNS = `segment_id as "segmentId", (extract(epoch from ts) * 1000)::float8 as "startAt",
  speed_kmh as "speedKmh", flow_vph as "flowVph", density_vpkm as "densityVpkm", observed::float8 as observed`;

/** Minutes of some segments that begin in [fromMs, toMs) and in which something moved. */
export async function readSegmentMinutes(
  db: Queryable,
  query: { segmentIds: readonly string[]; fromMs: number; toMs: number },
): Promise<SegmentSpeed[]> {
  const { rows } = await db.query(
    `select ${COLUMNS} from ${SEGMENT_METRIC_TABLES[60]}
      where segment_id = any($1) and ts >= to_timestamp($2::float8 / 1000) and ts < to_timestamp($3::float8 / 1000)
        and speed_kmh is not null`,
    [query.segmentIds, query.fromMs, query.toMs],
  );
  return rowsSchema.parse(rows);
}

/** Quarter-hours of some segments that begin at the given times, epoch ms, and in which something moved. */
export async function readSegmentQuarters(
  db: Queryable,
  query: { segmentIds: readonly string[]; startsAt: readonly number[] },
): Promise<SegmentSpeed[]> {
  const { rows } = await db.query(
    `select ${COLUMNS} from ${SEGMENT_METRIC_TABLES[900]}
      where segment_id = any($1) and ts = any($2::timestamptz[])
        and speed_kmh is not null`,
    [query.segmentIds, arrayLiteral(query.startsAt.map((ms) => new Date(ms).toISOString()))],
  );
  return rowsSchema.parse(rows);
}
