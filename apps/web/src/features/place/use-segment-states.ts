"use client";

import type { LiveSegment } from "@arterial/domain/live/frame";
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useLiveSegments, useReplayClock } from "../../live/use-live.ts";
import { useTRPC } from "../../queries/trpc.ts";

const REFETCH_MS = 30_000;

/**
 * State of all segments by id. Live those out of view are asked for twice a minute by `query`; a replay holds all of them,
 * as they were known then, and asks for nothing.
 */
export function useSegmentStates() {
  const isReplay = useReplayClock().mode === "replay";
  const held = useLiveSegments();
  const query = useQuery({
    ...useTRPC().traffic.segmentsNow.queryOptions(),
    enabled: !isReplay,
    refetchInterval: REFETCH_MS,
  });
  const { data } = query;
  const states = useMemo((): ReadonlyMap<string, LiveSegment> => {
    if (isReplay || !data) return held;
    return new Map([...data.map((segment) => [segment.id, segment] as const), ...held]);
  }, [isReplay, data, held]);
  return { states, query: isReplay ? null : query };
}
