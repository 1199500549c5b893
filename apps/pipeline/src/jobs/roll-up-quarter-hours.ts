import type { Pool } from "@arterial/db/pool";
import { type QuarterSums, readQuarterSums } from "@arterial/db/timeseries/traffic/read-quarter-sums";
import { writeSegmentMetrics } from "@arterial/db/timeseries/traffic/write-segment-metrics";
import type { Segment } from "@arterial/domain/city/network";
import { classOfRatio } from "@arterial/domain/traffic/congestion";
import { edieState } from "@arterial/domain/traffic/edie";
import type { FreeFlow } from "@arterial/domain/traffic/free-flow";
import type { SegmentMetric } from "@arterial/domain/traffic/segment-metric";
import { SEGMENT_WINDOWS } from "@arterial/domain/traffic/window-definitions";

const QUARTER_MS = 900_000;
const QUARTER_S = 900;
const WINDOWS = 3;

/** How many quarters back are rolled up again: corrections, and a pipeline that was down for a moment. */
const LOOK_BACK = 2;

export interface RollUpOptions {
  pool: Pool;
  segments: ReadonlyMap<string, Segment>;
  freeFlowOf: (segment: Segment) => Pick<FreeFlow, "kmh" | "source">;
  nowMs: number;
}

/**
 * Adds up the five-minute windows of the last finished quarters of an hour. A quarter in which the city lacks one of its
 * three windows is left out: its sums would be too small. Returns the number of rows written.
 */
export async function rollUpQuarterHours(options: RollUpOptions): Promise<number> {
  const { pool, nowMs } = options;
  const settledMs = nowMs - SEGMENT_WINDOWS.fiveMinutes.graceMs;
  const newestMs = Math.floor(settledMs / QUARTER_MS) * QUARTER_MS - QUARTER_MS;
  let rows = 0;
  for (let back = 0; back <= LOOK_BACK; back += 1) {
    const startMs = newestMs - back * QUARTER_MS;
    const sums = await readQuarterSums(pool, startMs);
    const whole = sums.filter(({ windows }) => windows === WINDOWS);
    const metrics = whole.flatMap((sum) => toMetric(sum, startMs, options));
    rows += await writeSegmentMetrics(pool, QUARTER_S, metrics);
  }
  return rows;
}

function toMetric(
  sum: QuarterSums,
  startAt: number,
  { segments, freeFlowOf }: RollUpOptions,
): SegmentMetric[] {
  const segment = segments.get(sum.segmentId);
  if (!segment) return [];
  const { kmh, source } = freeFlowOf(segment);
  const state = edieState(sum, segment.lengthM, QUARTER_S);
  const ratio = state.speedKmh === null ? null : state.speedKmh / kmh;
  return [
    {
      segmentId: sum.segmentId,
      startAt,
      sizeS: QUARTER_S,
      vehicleKm: sum.vehicleKm,
      vehicleHours: sum.vehicleHours,
      // Who was there in two of the windows cannot be told any more: at least the most of one, and who drove through.
      vehicles: Math.max(sum.vehicles, Math.round((sum.vehicleKm * 1000) / segment.lengthM)),
      ...state,
      occupancy: sum.occupancy,
      freeFlowKmh: kmh,
      freeFlowSource: source,
      ratio,
      congestionClass: ratio === null ? "unknown" : classOfRatio(ratio),
      quality: {
        observed: sum.observed / WINDOWS,
        imputed: sum.imputed / WINDOWS,
        suspect: sum.suspect / WINDOWS,
      },
      isCorrected: false,
    },
  ];
}
