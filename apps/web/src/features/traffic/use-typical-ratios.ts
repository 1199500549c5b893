"use client";

import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useNow } from "../../live/use-live.ts";
import { useTRPC } from "../../queries/trpc.ts";

const HOUR_MS = 3_600_000;

/** Typical ratio to free flow by segment in the hour of the week that is shown; null while it is not wanted. */
export function useTypicalRatios(isWanted: boolean): ReadonlyMap<string, number> | null {
  const shownAt = useNow();
  const { data } = useQuery({
    ...useTRPC().replay.typicalSegments.queryOptions({
      atMs: Math.floor((shownAt ?? 0) / HOUR_MS) * HOUR_MS,
    }),
    enabled: isWanted && shownAt !== null,
    staleTime: HOUR_MS,
  });
  return useMemo(
    () => (isWanted && data ? new Map(data.map(({ id, ratio }) => [id, ratio])) : null),
    [isWanted, data],
  );
}
