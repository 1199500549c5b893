import type { SegmentMetric } from "@arterial/domain/traffic/segment-metric";
import type { Queryable } from "../../pool.ts";
import { arrayLiteral } from "../array-literal.ts";
import { markDueSql } from "./due-quarters.ts";
import { SEGMENT_METRIC_TABLES, type SegmentMetricSizeS } from "./read-segment-metrics.ts";

interface BoundColumn {
  column: string;
  type: string;
  valueOf: (metric: SegmentMetric) => unknown;
}

const COLUMNS: readonly BoundColumn[] = [
  { column: "segment_id", type: "text", valueOf: (metric) => metric.segmentId },
  { column: "ts", type: "float8", valueOf: (metric) => metric.startAt },
  { column: "vehicle_km", type: "float8", valueOf: (metric) => metric.vehicleKm },
  { column: "vehicle_hours", type: "float8", valueOf: (metric) => metric.vehicleHours },
  { column: "vehicles", type: "int4", valueOf: (metric) => metric.vehicles },
  { column: "flow_vph", type: "float8", valueOf: (metric) => metric.flowVph },
  { column: "speed_kmh", type: "float8", valueOf: (metric) => metric.speedKmh },
  { column: "density_vpkm", type: "float8", valueOf: (metric) => metric.densityVpkm },
  { column: "occupancy", type: "float8", valueOf: (metric) => metric.occupancy },
  { column: "free_flow_kmh", type: "float8", valueOf: (metric) => metric.freeFlowKmh },
  { column: "free_flow_source", type: "text", valueOf: (metric) => metric.freeFlowSource },
  { column: "ratio", type: "float8", valueOf: (metric) => metric.ratio },
  { column: "congestion_class", type: "text", valueOf: (metric) => metric.congestionClass },
  { column: "observed", type: "float8", valueOf: (metric) => metric.quality.observed },
  { column: "imputed", type: "float8", valueOf: (metric) => metric.quality.imputed },
  { column: "suspect", type: "float8", valueOf: (metric) => metric.quality.suspect },
  { column: "is_corrected", type: "bool", valueOf: (metric) => metric.isCorrected },
];

/** Five-minute windows say what they were made of too: the quarter-hours that they add up to need it. */
const FIVE_MINUTE_COLUMNS: readonly BoundColumn[] = [
  ...COLUMNS,
  { column: "source", type: "text", valueOf: (metric) => metric.source },
];

/** What to do about a window that is stored already: put the new values in its place, or keep it. */
export type OnStoredWindow = "replace" | "keep";

/**
 * Stores windows of one size and returns how many rows were written. A metric of another size is a bug and throws.
 * The same window may come again (a correction, a window rebuilt after a restart): the newer values win, unless told.
 * The quarter-hours of five-minute windows are due to be rolled up then.
 */
export async function writeSegmentMetrics(
  db: Queryable,
  sizeS: SegmentMetricSizeS,
  metrics: readonly SegmentMetric[],
  onStored: OnStoredWindow = "replace",
): Promise<number> {
  if (metrics.length === 0) return 0;
  if (metrics.some((metric) => metric.sizeS !== sizeS)) throw new RangeError(`windows are not of ${sizeS} s`);
  const newest = new Map(metrics.map((metric) => [`${metric.segmentId} ${metric.startAt}`, metric]));
  const rows = [...newest.values()];
  const columns = sizeS === 300 ? FIVE_MINUTE_COLUMNS : COLUMNS;
  const names = columns.map(({ column }) => column);
  const wire = columns.map(({ type }, index) => `$${index + 1}::${type}[]`);
  const picked = names.map((name) => (name === "ts" ? "to_timestamp(ts / 1000)" : name));
  const updates = names.slice(2).map((name) => `${name} = excluded.${name}`);
  const result = await db.query({
    name: `write_segment_metric_${sizeS}_${onStored}`,
    text: `${sizeS === 300 ? markDueSql(wire[names.indexOf("ts")] as string) : ""}
      insert into ${SEGMENT_METRIC_TABLES[sizeS]} (${names.join(", ")})
      select ${picked.join(", ")} from unnest(${wire.join(", ")}) as input(${names.join(", ")})
      on conflict (segment_id, ts) do ${onStored === "keep" ? "nothing" : `update set ${updates.join(", ")}`}`,
    values: columns.map((column) => arrayLiteral(rows.map(column.valueOf))),
  });
  return result.rowCount ?? 0;
}
