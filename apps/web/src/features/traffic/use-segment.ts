"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useTRPC } from "../../queries/trpc.ts";
import { useLastHour } from "../../queries/use-last-hour.ts";
import type { SegmentMetricName } from "./prepare-segment.ts";

const WINDOW_S = 60;
const REFETCH_MS = 60_000;

/** What is known of one segment, fetched anew every minute. */
export function useSegment(id: string) {
  const trpc = useTRPC();
  return useQuery({ ...trpc.traffic.segment.queryOptions({ id }), refetchInterval: REFETCH_MS });
}

/** The last hour of one quantity of a segment, and what is typical for it. */
export function useSegmentHistory(id: string, metric: SegmentMetricName) {
  const trpc = useTRPC();
  const hour = useLastHour();
  const range = hour ?? { from: 0, to: 0 };
  const options = { enabled: hour !== null, placeholderData: keepPreviousData };
  const history = useQuery({
    ...trpc.traffic.segmentHistory.queryOptions({ id, ...range, sizeS: WINDOW_S }),
    ...options,
  });
  const typical = useQuery({
    ...trpc.traffic.segmentTypical.queryOptions({ id, metric, ...range }),
    ...options,
  });
  return { hour, history, typical };
}
