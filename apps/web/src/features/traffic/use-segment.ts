"use client";

import { useQuery } from "@tanstack/react-query";
import { useReplayClock } from "../../live/use-live.ts";
import { keepPreviousNear, keepPreviousOf } from "../../queries/keep-previous.ts";
import { useTRPC } from "../../queries/trpc.ts";
import { useLastHour, useLastStretch } from "../../queries/use-last-hour.ts";
import { HISTORY_WINDOWS, type HistorySpan } from "../panel/history-span.ts";
import type { SegmentMetricName } from "./prepare-segment.ts";

const HOUR_MS = 3_600_000;
const REFETCH_MS = 60_000;
/** What is typical may still be computed, as in the first minute of a first start. */
const TYPICAL_RETRY_MS = 10_000;

/** What is known of one segment, fetched anew every minute, sooner while nothing is typical; in a replay what is typical for the shown hour. */
export function useSegment(id: string) {
  const trpc = useTRPC();
  const isReplay = useReplayClock().mode === "replay";
  const hour = useLastHour();
  const moment = isReplay && hour ? { atMs: hour.to } : {};
  return useQuery({
    ...trpc.traffic.segment.queryOptions({ id, ...moment }),
    refetchInterval: ({ state }) => {
      if (isReplay) return false;
      return state.data?.typicalNow === null ? TYPICAL_RETRY_MS : REFETCH_MS;
    },
    placeholderData: keepPreviousOf({ id }, moment.atMs !== undefined),
  });
}

/** The last hour, or another span, of one quantity of a segment, and what is typical for it. A replay knows an hour. */
export function useSegmentHistory(id: string, metric: SegmentMetricName, span: HistorySpan = "1h") {
  const trpc = useTRPC();
  const { spanMs, windowS: sizeS } = HISTORY_WINDOWS[span];
  const hour = useLastStretch(spanMs, sizeS * 1000);
  const range = hour ?? { from: 0, to: 0 };
  const isReplay = useReplayClock().mode === "replay";
  const now = useQuery({
    ...trpc.traffic.segmentHistory.queryOptions({ id, ...range, sizeS }),
    enabled: hour !== null && !isReplay,
    placeholderData: keepPreviousOf({ id, sizeS }),
  });
  // Of the past what had been told by then, not what was corrected since.
  const then = useQuery({
    ...trpc.traffic.segmentHistoryThen.queryOptions({ id, from: range.from, knownAtMs: range.to }),
    enabled: hour !== null && isReplay,
    placeholderData: keepPreviousOf({ id }, true),
  });
  const history = isReplay ? then : now;
  const typical = useQuery({
    ...trpc.traffic.segmentTypical.queryOptions({ id, metric, ...range }),
    enabled: hour !== null,
    placeholderData: keepPreviousNear({ id, metric }, { name: "from", at: range.from, withinMs: HOUR_MS }),
    refetchInterval: ({ state }) => (state.data?.length === 0 ? TYPICAL_RETRY_MS : false),
  });
  return { hour, history, typical };
}
