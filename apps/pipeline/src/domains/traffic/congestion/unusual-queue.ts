import type { Spread } from "@arterial/domain/statistics/quantile";
import type { IsUnusual } from "./queue-tracker.ts";

/** Without knowing what is typical, a queue must be this long to be called unusual, m. */
const MIN_LENGTH_UNKNOWN_M = 400;

/** Unusual when the vehicles in it are, all in all, slower than the 15th percentile for the hour of the week. */
export function createUnusual(typicalSpeed: (segmentId: string) => Spread | undefined): IsUnusual {
  return ({ segments, lengthM }, metrics) => {
    const totalM = segments.reduce((sum, segment) => sum + segment.lengthM, 0);
    const known = segments.flatMap((segment) => {
      const typical = typicalSpeed(segment.id);
      return typical ? [{ segment, typical }] : [];
    });
    const knownM = known.reduce((sum, { segment }) => sum + segment.lengthM, 0);
    if (knownM < totalM / 2) return lengthM >= MIN_LENGTH_UNKNOWN_M;
    const usualHours = known.reduce((sum, { segment, typical }) => {
      const km = metrics.get(segment.id)?.vehicleKm ?? 0;
      return sum + km / Math.max(1, typical.p15);
    }, 0);
    const hours = known.reduce((sum, { segment }) => sum + (metrics.get(segment.id)?.vehicleHours ?? 0), 0);
    return hours > usualHours;
  };
}
