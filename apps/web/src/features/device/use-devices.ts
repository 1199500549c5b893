"use client";

import type { AppRouter } from "@arterial/api/root";
import { useQuery } from "@tanstack/react-query";
import type { inferRouterOutputs } from "@trpc/server";
import { useMemo } from "react";
import { useTRPC } from "../../queries/trpc.ts";

/** A registered device with its latest values. */
export type ListedDevice = inferRouterOutputs<AppRouter>["device"]["list"][number];

const REFETCH_MS = 5 * 60_000;
const NONE: readonly ListedDevice[] = [];

/** All registered devices; fetched once and then every five minutes, since readings come live. */
export function useDevices(): readonly ListedDevice[] {
  const trpc = useTRPC();
  const { data } = useQuery({
    ...trpc.device.list.queryOptions({}),
    staleTime: REFETCH_MS,
    refetchInterval: REFETCH_MS,
  });
  return data ?? NONE;
}

/** One registered device; undefined while the list is not here, null when there is no such device. */
export function useDevice(id: string): ListedDevice | null | undefined {
  const devices = useDevices();
  return useMemo(
    () => (devices === NONE ? undefined : (devices.find((device) => device.id === id) ?? null)),
    [devices, id],
  );
}
