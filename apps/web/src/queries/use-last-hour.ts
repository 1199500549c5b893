"use client";

import { useNow } from "../live/use-live.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** The last hour up to the last full minute, epoch ms; null before the clock runs. Changes once a minute. */
export function useLastHour(): { from: number; to: number } | null {
  const now = useNow();
  if (now === null) return null;
  const to = Math.floor(now / MINUTE_MS) * MINUTE_MS;
  return { from: to - HOUR_MS, to };
}
