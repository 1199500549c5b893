"use client";

import type { AppRouter } from "@arterial/api/root";
import { createZoneOffset } from "@arterial/domain/time/zone-offset";
import { useQuery } from "@tanstack/react-query";
import type { inferRouterOutputs } from "@trpc/server";
import { useMemo } from "react";
import { useNow } from "../../live/use-live.ts";
import { useTRPC } from "../../queries/trpc.ts";
import { useCity } from "../city/city-context.tsx";
import { startOfHour } from "./typical-hour.ts";

/** What is typical may still be computed, as in the first minute of a first start. */
const RETRY_MS = 10_000;
/** And grows while a history is loaded. */
const REFETCH_MS = 5 * 60_000;

export type TypicalSegment = inferRouterOutputs<AppRouter>["replay"]["typicalSegments"][number];

/** Start of the shown hour by the clocks of the city, epoch ms; null before the page runs in a browser. */
export function useTypicalHour(): number | null {
  const { city } = useCity();
  const shownAt = useNow();
  const offsetAt = useMemo(() => createZoneOffset(city.timeZone), [city.timeZone]);
  return shownAt === null ? null : startOfHour(shownAt, offsetAt(shownAt));
}

/** What is typical for the segments in the shown hour of the week; asked for while it is wanted, soon again while there is nothing. */
export function useTypicalSegments(isWanted: boolean) {
  const hourAt = useTypicalHour();
  return useQuery({
    ...useTRPC().replay.typicalSegments.queryOptions({ atMs: hourAt ?? 0 }),
    enabled: isWanted && hourAt !== null,
    staleTime: REFETCH_MS,
    refetchInterval: ({ state }) => (state.data?.length === 0 ? RETRY_MS : REFETCH_MS),
  });
}
