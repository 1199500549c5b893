"use client";

import { useNow } from "../live/use-live.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** What lies before the last full step of the clock, epoch ms; null before the clock runs. Changes once a step. */
export function useLastStretch(spanMs: number, stepMs: number): { from: number; to: number } | null {
  const now = useNow();
  if (now === null) return null;
  const to = Math.floor(now / stepMs) * stepMs;
  return { from: to - spanMs, to };
}

/** The last hour up to the last full minute, epoch ms; null before the clock runs. Changes once a minute. */
export function useLastHour(): { from: number; to: number } | null {
  return useLastStretch(HOUR_MS, MINUTE_MS);
}
