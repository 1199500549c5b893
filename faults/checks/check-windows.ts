import type { Pool } from "@arterial/db/pool";
import { readSegmentMetricsSince } from "@arterial/db/timeseries/traffic/read-segment-metrics";
import type { SegmentMetric } from "@arterial/domain/traffic/segment-metric";
import type { RecomputedWindow } from "./recompute-windows.ts";

/** How stored windows differ from expected ones; all but `windows` are 0 when they agree. */
export interface WindowsVerdict {
  windows: number;
  /** Expected and not stored. */
  missing: number;
  /** Stored and not expected. */
  invented: number;
  /** Stored with another value, in any bit. */
  different: number;
  /** The first difference, in words. */
  example: string | null;
}

/** Every stored window of one and of five minutes that begins before `untilMs`. */
export async function readStoredWindows(pool: Pool, untilMs: number): Promise<SegmentMetric[]> {
  const sizes = await Promise.all(
    ([60, 300] as const).map((sizeS) => readSegmentMetricsSince(pool, { sizeS, sinceMs: 0 })),
  );
  return sizes.flat().filter(({ startAt }) => startAt < untilMs);
}

const keyOf = (window: { sizeS: number; segmentId: string; startAt: number }) =>
  `${window.segmentId} ${window.sizeS} s from ${new Date(window.startAt).toISOString()}`;

/** What a window says and the tables hold: shares in single precision, and nothing of where the figures come from. */
function values(window: RecomputedWindow): Record<string, unknown> {
  const { quality, isCorrected: _isCorrected, source: _source, ...figures } = window;
  const shares = Object.entries(quality).map(([name, share]) => [name, Math.fround(Number(share))]);
  return { ...figures, ...Object.fromEntries(shares) };
}

/** True for the window of a segment on which nobody was, which is told because there was traffic lately. */
function isQuiet({ vehicles, vehicleHours, occupancy }: SegmentMetric): boolean {
  return vehicles === 0 && vehicleHours === 0 && occupancy === null;
}

function difference(expected: Record<string, unknown>, found: Record<string, unknown>): string | null {
  const names = Object.keys(expected).filter((name) => !Object.is(expected[name], found[name]));
  if (names.length === 0) return null;
  return names.map((name) => `${name} is ${found[name]} instead of ${expected[name]}`).join(", ");
}

function compare(
  expected: ReadonlyMap<string, Record<string, unknown>>,
  found: ReadonlyMap<string, Record<string, unknown>>,
): WindowsVerdict {
  const verdict: WindowsVerdict = {
    windows: found.size,
    missing: 0,
    invented: 0,
    different: 0,
    example: null,
  };
  for (const [key, window] of expected) {
    const stored = found.get(key);
    const words = stored ? difference(window, stored) : "is missing";
    if (words === null) continue;
    if (stored) verdict.different += 1;
    else verdict.missing += 1;
    verdict.example ??= `${key}: ${words}`;
  }
  for (const key of found.keys()) {
    if (expected.has(key)) continue;
    verdict.invented += 1;
    verdict.example ??= `${key}: is not expected`;
  }
  return verdict;
}

/** Compares stored windows with those recomputed from the stored readings; quiet ones hold nothing to recompute. */
export function checkRecomputed(
  stored: readonly SegmentMetric[],
  recomputed: readonly RecomputedWindow[],
): WindowsVerdict {
  const expected = new Map(recomputed.map((window) => [keyOf(window), values(window)]));
  const told = stored.filter((window) => expected.has(keyOf(window)) || !isQuiet(window));
  const found = new Map(
    told.map(({ congestionClass: _class, ...window }) => [keyOf(window), values(window)]),
  );
  return compare(expected, found);
}

/** Compares stored windows with those of an undisturbed run of the same input: every value, and the class. */
export function checkUndisturbed(
  stored: readonly SegmentMetric[],
  undisturbed: readonly SegmentMetric[],
): WindowsVerdict {
  const byKey = (windows: readonly SegmentMetric[]) =>
    new Map(windows.map((window) => [keyOf(window), values(window)]));
  return compare(byKey(undisturbed), byKey(stored));
}
