import type { InductionLoopRow } from "@arterial/sumo/induction-loops";

/** What is looked at of a stored reading. */
export interface LoopReading {
  count?: number | undefined;
  speedKmh?: number | undefined;
}

/** How stored readings agree with SUMO's own output. */
export interface LoopComparison {
  isEqual: boolean;
  loops: number;
  intervals: number;
  vehicles: number;
  /** Intervals without a reading. */
  missing: number;
  /** Intervals with another count, or with a speed where SUMO has none or the other way round. */
  otherCounts: number;
  worstSpeedKmh: number;
}

/** Speeds are equal when they differ by less than this, km/h. */
const SPEED_TOLERANCE_KMH = 0.1;

/** Compares the n-th interval of each loop with its n-th reading; both are in order of time. */
export function compareLoops(
  rows: readonly InductionLoopRow[],
  readings: ReadonlyMap<string, readonly LoopReading[]>,
): LoopComparison {
  const result = {
    loops: 0,
    intervals: rows.length,
    vehicles: 0,
    missing: 0,
    otherCounts: 0,
    worstSpeedKmh: 0,
  };
  const byLoop = Map.groupBy(rows, (row) => row.id);
  result.loops = byLoop.size;
  for (const [loopId, intervals] of byLoop) {
    for (const [index, row] of intervals.entries()) {
      result.vehicles += row.count;
      const reading = readings.get(loopId)?.[index];
      if (reading === undefined) result.missing += 1;
      else if (reading.count !== row.count || hasSpeed(reading) !== hasSpeed(row)) result.otherCounts += 1;
      else if (row.speedMs !== undefined && reading.speedKmh !== undefined) {
        result.worstSpeedKmh = Math.max(result.worstSpeedKmh, Math.abs(reading.speedKmh - row.speedMs * 3.6));
      }
    }
  }
  const isEqual =
    rows.length > 0 &&
    result.missing === 0 &&
    result.otherCounts === 0 &&
    result.worstSpeedKmh < SPEED_TOLERANCE_KMH;
  return { isEqual, ...result };
}

function hasSpeed(one: { speedKmh?: number | undefined; speedMs?: number | undefined }): boolean {
  return (one.speedKmh ?? one.speedMs) !== undefined;
}
