"use client";

import type { ReplayClock } from "@arterial/api/live/replay-clock";
import { liveSession } from "../../live/live-session.ts";
import { NEWEST_REPLAY_MS } from "../../live/page-clock.ts";
import { useLiveNow, useNow, useReplayClock } from "../../live/use-live.ts";
import type { ClockNow } from "./step-clock.ts";

/** The page's clock and how to set it; null until the page runs in a browser. */
export function useClockControl(): { now: ClockNow | null; set: (clock: ReplayClock) => void } {
  const clock = useReplayClock();
  const shownAt = useNow();
  const liveAt = useLiveNow();
  const set = (next: ReplayClock): void => liveSession().clock.set(next);
  if (shownAt === null || liveAt === null) return { now: null, set };
  return { now: { clock, shownAt, liveAt, newestAt: liveAt - NEWEST_REPLAY_MS }, set };
}
