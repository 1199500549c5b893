"use client";

import type { AppRouter } from "@arterial/api/root";
import type { DeviceKind } from "@arterial/domain/device-kind";
import {
  keepPreviousData,
  type QueryClient,
  useQueries,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
import type { inferRouterOutputs } from "@trpc/server";
import { useMemo } from "react";
import { useDeviceZoom, useMapViewText, useReplayClock, useRestedMapView } from "../../live/use-live.ts";
import type { MapFeature } from "../../map/live-map-props.ts";
import { useTRPC } from "../../queries/trpc.ts";
import { type Box, deviceBlocks, showsDevices } from "./device-blocks.ts";

/** A registered device with its latest values. */
export type ListedDevice = inferRouterOutputs<AppRouter>["device"]["get"];
type Found = inferRouterOutputs<AppRouter>["device"]["inBounds"];

/** Readings come live, so that what is registered is asked for only now and then. */
const REFETCH_MS = 5 * 60_000;
/** The worst of a view are judged anew this often. */
const WORST_REFETCH_MS = 15_000;
const NONE: readonly ListedDevice[] = [];

function joinBlocks(results: readonly { data: Found | undefined }[]): readonly ListedDevice[] {
  const byId = new Map<string, ListedDevice>();
  for (const { data } of results) for (const device of data?.items ?? NONE) byId.set(device.id, device);
  return byId.size === 0 ? NONE : [...byId.values()];
}

/** Devices in and around what the map shows, block by block; none while clusters stand for them. */
export function useDevicesInView(): readonly ListedDevice[] {
  const trpc = useTRPC();
  const fromZoom = useDeviceZoom();
  const isReplay = useReplayClock().mode === "replay";
  const needed = useMapViewText((view) =>
    JSON.stringify(fromZoom === null ? [] : deviceBlocks(view, { fromZoom, isReplay })),
  );
  const blocks = useMemo<Box[]>(() => (needed === null ? [] : JSON.parse(needed)), [needed]);
  return useQueries({
    queries: blocks.map((bounds) => ({
      ...trpc.device.inBounds.queryOptions({ bounds }),
      staleTime: REFETCH_MS,
      refetchInterval: REFETCH_MS,
    })),
    combine: joinBlocks,
  });
}

/** Whether devices are shown one by one where the map is now; null before that is known. */
export function useShowsDevices(): boolean | null {
  const fromZoom = useDeviceZoom();
  const isReplay = useReplayClock().mode === "replay";
  const shows = useMapViewText(({ zoom }) =>
    fromZoom !== null && showsDevices(zoom, { fromZoom, isReplay }) ? "yes" : "no",
  );
  return shows === null || fromZoom === null ? null : shows === "yes";
}

/** Devices in view and the one that is selected, wherever it stands. */
export function useShownDevices(selection: MapFeature | null): readonly ListedDevice[] {
  const inView = useDevicesInView();
  const isDevice = selection?.type === "device" || selection?.type === "messages";
  const selected = useDevice(isDevice ? selection.id : undefined).data;
  return useMemo(
    () => (!selected || inView.some(({ id }) => id === selected.id) ? inView : [...inView, selected]),
    [inView, selected],
  );
}

/** Of the devices that clusters stand for those that are silent for longest, and how many there are; null while shown one by one. */
export function useWorstInView(kinds: readonly DeviceKind[], limit: number): Found | null {
  const view = useRestedMapView();
  const fromZoom = useDeviceZoom();
  const isReplay = useReplayClock().mode === "replay";
  const isClustered = view !== null && fromZoom !== null && view.zoom < fromZoom && !isReplay;
  const [west = 0, south = 0, east = 0, north = 0] = view?.bounds ?? [];
  const { data } = useQuery({
    ...useTRPC().device.inBounds.queryOptions({
      bounds: [Math.max(-180, west), Math.max(-90, south), Math.min(180, east), Math.min(90, north)],
      kinds: [...kinds],
      limit,
    }),
    enabled: isClustered && kinds.length > 0,
    placeholderData: keepPreviousData,
    refetchInterval: WORST_REFETCH_MS,
  });
  return isClustered && kinds.length > 0 ? (data ?? null) : null;
}

/** A device of a block that is here already, so that its panel need not wait, and when the block came, epoch ms. */
function heldDevice(
  client: QueryClient,
  queryKey: readonly unknown[],
  id: string,
): { device: ListedDevice; at: number } | undefined {
  for (const [key, found] of client.getQueriesData<Found>({ queryKey })) {
    const device = found?.items.find((item) => item.id === id);
    if (device) return { device, at: client.getQueryState(key)?.dataUpdatedAt ?? 0 };
  }
  return undefined;
}

/** One registered device; nothing is asked for without an id. */
export function useDevice(id: string | undefined) {
  const trpc = useTRPC();
  const client = useQueryClient();
  const held = () => (id === undefined ? undefined : heldDevice(client, trpc.device.inBounds.pathKey(), id));
  return useQuery({
    ...trpc.device.get.queryOptions({ id: id ?? "" }),
    enabled: id !== undefined,
    staleTime: REFETCH_MS,
    refetchInterval: REFETCH_MS,
    initialData: () => held()?.device,
    initialDataUpdatedAt: () => held()?.at,
  });
}
