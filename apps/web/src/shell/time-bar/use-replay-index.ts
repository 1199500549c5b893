"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useTRPC } from "../../queries/trpc.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** The bar shows so much of the past. */
const SPAN_MS = 6 * HOUR_MS;
/** And, up to now, so much of what is typical next. */
const AHEAD_MS = HOUR_MS;

/** Which hours the bar shows: the last six and the coming one, or those around a moment that lies before them. */
export function indexRange(shownAt: number, liveAt: number): { fromMs: number; toMs: number } {
  const latest = Math.ceil(liveAt / MINUTE_MS) * MINUTE_MS;
  if (shownAt >= latest - SPAN_MS) return { fromMs: latest - SPAN_MS, toMs: latest + AHEAD_MS };
  const middle = Math.round(shownAt / HOUR_MS) * HOUR_MS;
  return { fromMs: middle - SPAN_MS / 2, toMs: middle + SPAN_MS / 2 };
}

/** The index over the bar's hours, what is typical for them and what came on the list. */
export function useReplayIndex(range: { fromMs: number; toMs: number } | null) {
  const trpc = useTRPC();
  return useQuery({
    ...trpc.replay.index.queryOptions(range ?? { fromMs: 0, toMs: 1 }),
    enabled: range !== null,
    placeholderData: keepPreviousData,
  });
}
