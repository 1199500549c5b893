/** How old a value is against the interval T at which it is expected: ≤ 2T, ≤ 5T, older, or never heard from. */
export const DATA_AGES = ["fresh", "late", "stale", "offline"] as const;
export type DataAge = (typeof DATA_AGES)[number];

/** A value is fresh for so many intervals. */
export const FRESH_INTERVALS = 2;
const LATE_INTERVALS = 5;
/** Intervals of silence after which a device counts as offline, and the least time that this takes. */
const OFFLINE_INTERVALS = 20;
const OFFLINE_MIN_MS = 10 * 60 * 1000;

/** Classifies the age of a value. `newestAt` null means that nothing was ever received. */
export function dataAge(options: {
  newestAt: number | null;
  now: number;
  expectedIntervalS: number;
}): DataAge {
  const { newestAt, now, expectedIntervalS } = options;
  if (newestAt === null) return "offline";
  const ageMs = now - newestAt;
  const intervalMs = expectedIntervalS * 1000;
  if (ageMs <= FRESH_INTERVALS * intervalMs) return "fresh";
  if (ageMs <= LATE_INTERVALS * intervalMs) return "late";
  return ageMs <= Math.max(OFFLINE_MIN_MS, OFFLINE_INTERVALS * intervalMs) ? "stale" : "offline";
}
