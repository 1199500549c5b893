"use client";

import { useQueries, useQuery } from "@tanstack/react-query";
import { type TypicalPoint, typicalAt } from "../../charts/prepare-time-series.ts";
import { useReplayClock } from "../../live/use-live.ts";
import { keepPreviousNear, keepPreviousOf } from "../../queries/keep-previous.ts";
import type { useTRPC } from "../../queries/trpc.ts";
import type { Channel } from "./channel.ts";
import { type DeviceHistoryQuery, scaleTypical } from "./device-history.ts";

/** The two procedures that every domain has, with the same input and output. */
export type HistoryProcedures = Pick<ReturnType<typeof useTRPC>["air"], "deviceHistory" | "deviceTypical">;

/** More readings than that are averaged. */
export const MAX_POINTS = 360;
const HOUR_MS = 3_600_000;

/** One channel of one device over a time range, and what is typical for it, from a domain's own procedures. */
export function useDeviceHistory(procedures: HistoryProcedures, query: DeviceHistoryQuery, enabled: boolean) {
  const { deviceId, channel } = query;
  const subject = { deviceId, channel };
  const isReplay = useReplayClock().mode === "replay";
  // Of the past only what had come in by then.
  const then = isReplay ? { knownAtMs: query.to } : {};
  const history = useQuery({
    ...procedures.deviceHistory.queryOptions({ ...query, ...then, maxPoints: MAX_POINTS }),
    enabled,
    placeholderData: keepPreviousOf(subject, isReplay),
  });
  const typical = useQuery({
    ...procedures.deviceTypical.queryOptions(query),
    enabled,
    placeholderData: keepPreviousNear(subject, { name: "from", at: query.from, withinMs: HOUR_MS }),
  });
  return { history, typical };
}

const QUARTER_MS = 15 * 60_000;

/** What is typical now for each channel, in shown units; null where too little is known. */
export function useTypicalNow(
  procedures: HistoryProcedures,
  options: { deviceId: string; channels: readonly Channel[]; now: number },
): readonly (TypicalPoint | null)[] {
  const { deviceId, channels, now } = options;
  const from = Math.floor(now / QUARTER_MS) * QUARTER_MS;
  const results = useQueries({
    queries: channels.map((channel) => ({
      ...procedures.deviceTypical.queryOptions({
        deviceId,
        channel: channel.id,
        from,
        to: from + QUARTER_MS,
      }),
      enabled: now > 0,
    })),
  });
  return channels.map((channel, index) => {
    return typicalAt(scaleTypical(results[index]?.data ?? [], channel.factor), now);
  });
}
