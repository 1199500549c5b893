"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { useTRPC } from "../../queries/trpc.ts";
import type { DeviceHistory, DeviceHistoryQuery } from "./device-history.ts";

/** The two procedures that every domain has, with the same input and output. */
export type HistoryProcedures = Pick<ReturnType<typeof useTRPC>["air"], "deviceHistory" | "deviceTypical">;

const MAX_POINTS = 360;

/** One channel of one device over a time range, and what is typical for it, from a domain's own procedures. */
export function useDeviceHistory(
  procedures: HistoryProcedures,
  query: DeviceHistoryQuery,
  enabled: boolean,
): DeviceHistory {
  const options = { enabled, placeholderData: keepPreviousData };
  const history = useQuery({
    ...procedures.deviceHistory.queryOptions({ ...query, maxPoints: MAX_POINTS }),
    ...options,
  });
  const typical = useQuery({ ...procedures.deviceTypical.queryOptions(query), ...options });
  return {
    points: history.data,
    typical: typical.data,
    error: history.error,
    refetch: () => void history.refetch(),
  };
}
