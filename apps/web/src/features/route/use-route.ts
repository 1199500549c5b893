"use client";

import { useQuery } from "@tanstack/react-query";
import { useReplayClock } from "../../live/use-live.ts";
import { keepPreviousNear, keepPreviousOf } from "../../queries/keep-previous.ts";
import { useTRPC } from "../../queries/trpc.ts";
import { useLastHour } from "../../queries/use-last-hour.ts";

const REFETCH_MS = 30_000;
const QUARTER_MS = 15 * 60_000;
/** What is typical may still be computed, as in the first minutes of a first start. */
const TYPICAL_RETRY_MS = 10_000;

/** The moment that is looked at, to the minute, and what verbs are told of it: nothing while it is now. */
export function useShownMinute(): { to: number | null; moment: { atMs?: number } } {
  const isReplay = useReplayClock().mode === "replay";
  const to = useLastHour()?.to ?? null;
  return { to, moment: isReplay && to !== null ? { atMs: to } : {} };
}

/** How long a route takes and took; in a replay as it was known then. */
export function useRouteTimes(points: string) {
  const trpc = useTRPC();
  const { to, moment } = useShownMinute();
  const isReplay = moment.atMs !== undefined;
  return useQuery({
    ...trpc.route.times.queryOptions({ points, ...moment }),
    enabled: to !== null,
    placeholderData: keepPreviousOf({ points }, isReplay),
    refetchInterval: isReplay ? false : REFETCH_MS,
  });
}

/** What is typical for a route at the moment that is looked at. */
export function useRouteTypical(points: string) {
  const trpc = useTRPC();
  const { to } = useShownMinute();
  const atMs = Math.floor((to ?? 0) / QUARTER_MS) * QUARTER_MS;
  return useQuery({
    ...trpc.route.typical.queryOptions({ points, atMs }),
    enabled: to !== null,
    placeholderData: keepPreviousNear({ points }, { name: "atMs", at: atMs, withinMs: QUARTER_MS }),
    staleTime: QUARTER_MS,
    refetchInterval: ({ state }) => (state.data?.now === null ? TYPICAL_RETRY_MS : false),
  });
}
