const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** How far back the charts of a segment and of a device may go. */
export const HISTORY_SPANS = ["1h", "6h", "24h", "7d"] as const;
export type HistorySpan = (typeof HISTORY_SPANS)[number];

/** Its length, and the windows that it is told in: at most 672 points. History from before the start is known by quarters. */
export const HISTORY_WINDOWS = {
  "1h": { spanMs: HOUR_MS, windowS: 60 },
  "6h": { spanMs: 6 * HOUR_MS, windowS: 60 },
  "24h": { spanMs: 24 * HOUR_MS, windowS: 900 },
  "7d": { spanMs: 7 * 24 * HOUR_MS, windowS: 900 },
} as const satisfies Record<HistorySpan, { spanMs: number; windowS: number }>;

/** How often the values of a device come when the server averages what is more than `maxPoints`, ms. */
export function deviceIntervalMs(
  span: HistorySpan,
  { expectedIntervalS, maxPoints }: { expectedIntervalS: number; maxPoints: number },
): number {
  const binS = Math.ceil(HISTORY_WINDOWS[span].spanMs / maxPoints / 1000);
  return Math.max(expectedIntervalS, binS) * 1000;
}
