import { inTransaction, type Pool, type Queryable } from "@arterial/db/pool";
import { readDueQuarters, settleQuarter, takeDueQuarter } from "@arterial/db/timeseries/traffic/due-quarters";
import { type QuarterSums, readQuarterSums } from "@arterial/db/timeseries/traffic/read-quarter-sums";
import { writeSegmentMetrics } from "@arterial/db/timeseries/traffic/write-segment-metrics";
import type { Segment } from "@arterial/domain/city/network";
import { classOfRatio } from "@arterial/domain/traffic/congestion";
import { edieState } from "@arterial/domain/traffic/edie";
import type { FreeFlow } from "@arterial/domain/traffic/free-flow";
import type { SegmentMetric } from "@arterial/domain/traffic/segment-metric";
import { SEGMENT_WINDOWS } from "@arterial/domain/traffic/window-definitions";

const QUARTER_S = 900;
const WINDOWS = 3;

/** How many quarter-hours are rolled up in one run, a day: what becomes due behind a long silence comes first in the next. */
const MOST_PER_RUN = 96;

export interface RollUpOptions {
  pool: Pool;
  segments: ReadonlyMap<string, Segment>;
  freeFlowOf: (segment: Segment) => Pick<FreeFlow, "kmh" | "source">;
  nowMs: number;
}

/**
 * Adds up the five-minute windows of the quarter-hours in which some were written since they were last rolled up, of
 * late and of corrected ones as well, newest first. A quarter in which the city lacks one of its three windows is left
 * out until that comes: its sums would be too small. One quarter-hour in each step; several processes may do it at once.
 * Returns the number of rows written.
 */
export async function* rollUpQuarterHours(options: RollUpOptions): AsyncGenerator<void, number> {
  const { pool, nowMs } = options;
  const endedByMs = nowMs - SEGMENT_WINDOWS.fiveMinutes.graceMs;
  let rows = 0;
  for (const startMs of await readDueQuarters(pool, { endedByMs, limit: MOST_PER_RUN })) {
    rows += await inTransaction(pool, (client) => rollUp(client, startMs, options));
    yield;
  }
  return rows;
}

async function rollUp(db: Queryable, startMs: number, options: RollUpOptions): Promise<number> {
  const version = await takeDueQuarter(db, startMs);
  if (version === undefined) return 0;
  const sums = await readQuarterSums(db, startMs);
  const whole = sums.filter(({ windows }) => windows === WINDOWS);
  const metrics = whole.flatMap((sum) => toMetric(sum, startMs, options));
  const rows = await writeSegmentMetrics(db, QUARTER_S, metrics);
  await settleQuarter(db, startMs, version);
  return rows;
}

/**
 * Flow and density refer to the time that the segment was seen in. What was filled in with what is typical is stored as
 * such and decides nothing: no ratio, so no congestion.
 */
function toMetric(
  sum: QuarterSums,
  startAt: number,
  { segments, freeFlowOf }: RollUpOptions,
): SegmentMetric[] {
  const segment = segments.get(sum.segmentId);
  if (!segment) return [];
  const { kmh, source } = freeFlowOf(segment);
  const state = edieState(sum, segment.lengthM, sum.coveredS > 0 ? sum.coveredS : QUARTER_S);
  const ratio = state.speedKmh === null || !sum.isMeasured ? null : state.speedKmh / kmh;
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
