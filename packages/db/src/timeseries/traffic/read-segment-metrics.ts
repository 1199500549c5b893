import { CONGESTION_CLASSES } from "@arterial/domain/traffic/congestion-class";
import type { SegmentMetric } from "@arterial/domain/traffic/segment-metric";
import { z } from "zod";
import type { Queryable } from "../../pool.ts";

/** Window sizes that are stored, s. */
export const SEGMENT_METRIC_SIZES = [60, 300, 900] as const;
export type SegmentMetricSizeS = (typeof SEGMENT_METRIC_SIZES)[number];

/** Table of a window size. */
export const SEGMENT_METRIC_TABLES: Readonly<Record<SegmentMetricSizeS, string>> = {
  60: "timeseries.segment_metric_1m",
  300: "timeseries.segment_metric_5m",
  900: "timeseries.segment_metric_15m",
};

const COLUMNS = `segment_id, ts, vehicle_km, vehicle_hours, vehicles, flow_vph, speed_kmh, density_vpkm, occupancy,
  free_flow_kmh, free_flow_source, ratio, congestion_class, observed, imputed, suspect, is_corrected`;

const rowSchema = z.object({
  segment_id: z.string(),
  ts: z.date(),
  vehicle_km: z.number(),
  vehicle_hours: z.number(),
  vehicles: z.number(),
  flow_vph: z.number(),
  speed_kmh: z.number().nullable(),
  density_vpkm: z.number(),
  occupancy: z.number().nullable(),
  free_flow_kmh: z.number(),
  free_flow_source: z.enum(["measured", "posted"]),
  ratio: z.number().nullable(),
  congestion_class: z.enum(CONGESTION_CLASSES),
  observed: z.number(),
  imputed: z.number(),
  suspect: z.number(),
  is_corrected: z.boolean(),
});

/** Windows of one segment that begin in [from, to), oldest first. */
export async function readSegmentMetrics(
  db: Queryable,
  query: { segmentId: string; sizeS: SegmentMetricSizeS; fromMs: number; toMs: number },
): Promise<SegmentMetric[]> {
  const { rows } = await db.query(
    `select ${COLUMNS} from ${SEGMENT_METRIC_TABLES[query.sizeS]}
      where segment_id = $1 and ts >= to_timestamp($2::float8 / 1000) and ts < to_timestamp($3::float8 / 1000)
      order by ts`,
    [query.segmentId, query.fromMs, query.toMs],
  );
  return rows.map((row) => toSegmentMetric(row, query.sizeS));
}

/** Windows of all segments that begin at or after `sinceMs`, oldest first. */
export async function readSegmentMetricsSince(
  db: Queryable,
  query: { sizeS: SegmentMetricSizeS; sinceMs: number },
): Promise<SegmentMetric[]> {
  const { rows } = await db.query(
    `select ${COLUMNS} from ${SEGMENT_METRIC_TABLES[query.sizeS]}
      where ts >= to_timestamp($1::float8 / 1000) order by ts, segment_id`,
    [query.sinceMs],
  );
  return rows.map((row) => toSegmentMetric(row, query.sizeS));
}

/** The newest window of every segment, or of those named, that has one beginning at or after `sinceMs`. */
export async function readNewestSegmentMetrics(
  db: Queryable,
  query: { sizeS: SegmentMetricSizeS; sinceMs: number; segmentIds?: readonly string[] },
): Promise<SegmentMetric[]> {
  const { rows } = await db.query(
    `select distinct on (segment_id) ${COLUMNS} from ${SEGMENT_METRIC_TABLES[query.sizeS]}
      where ts >= to_timestamp($1::float8 / 1000) and ($2::text[] is null or segment_id = any($2))
      order by segment_id, ts desc`,
    [query.sinceMs, query.segmentIds ?? null],
  );
  return rows.map((row) => toSegmentMetric(row, query.sizeS));
}

function toSegmentMetric(value: unknown, sizeS: SegmentMetricSizeS): SegmentMetric {
  const row = rowSchema.parse(value);
  return {
    segmentId: row.segment_id,
    startAt: row.ts.getTime(),
    sizeS,
    vehicleKm: row.vehicle_km,
    vehicleHours: row.vehicle_hours,
    vehicles: row.vehicles,
    flowVph: row.flow_vph,
    speedKmh: row.speed_kmh,
    densityVpkm: row.density_vpkm,
    occupancy: row.occupancy,
    freeFlowKmh: row.free_flow_kmh,
    freeFlowSource: row.free_flow_source,
    ratio: row.ratio,
    congestionClass: row.congestion_class,
    quality: { observed: row.observed, imputed: row.imputed, suspect: row.suspect },
    isCorrected: row.is_corrected,
  };
}
