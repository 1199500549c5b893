"use client";

import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useReplayClock } from "../../live/use-live.ts";
import type { MapDevice, MapFeature, MapLayerId } from "../../map/live-map-props.ts";
import { useTRPC } from "../../queries/trpc.ts";
import { useCity } from "../city/city-context.tsx";
import { useDevicesInView, useShownDevices, useShowsDevices } from "../device/use-devices.ts";
import type { HeatVariant } from "./heat-variant.ts";
import { type DeviceHeat, isRoadHeat, KIND_OF_HEAT } from "./prepare-heat.ts";

const WORLD: [number, number, number, number] = [-180, -90, 180, 90];
/** Out of view nothing comes live: what is heat is asked for again this often. */
const REFETCH_MS = 20_000;
/** Of more devices than this a heat of the whole city is not made: each station of fine dust is a surface of its own. */
const MOST_OF_CITY: Readonly<Record<DeviceHeat, number>> = { pm25: 150, parking: 2_500 };
const NONE: readonly MapDevice[] = [];

/** Whether a heat's devices are here: `tooMany` stand in the city to be asked for all at once. */
type HeatState = "here" | "loading" | "failed" | "tooMany";

/** What is told of the past is what was live then, never what the list says today. */
function withoutLatest(device: MapDevice): MapDevice {
  return { ...device, latest: null };
}

/** All devices of the city that a heat is made of, asked for where the map does not show them one by one. */
function useDevicesOfCity(heat: DeviceHeat | null) {
  const { city } = useCity();
  const isDetailed = useShowsDevices();
  const isReplay = useReplayClock().mode === "replay";
  const kind = heat && KIND_OF_HEAT[heat];
  const isFar = heat !== null && isDetailed === false;
  const isTooMany = isFar && city.counts.devices[KIND_OF_HEAT[heat]] > MOST_OF_CITY[heat];
  const isAsked = isFar && !isTooMany;
  const { data, isError, refetch } = useQuery({
    ...useTRPC().device.inBounds.queryOptions({ bounds: WORLD, kinds: kind ? [kind] : [] }),
    enabled: isAsked,
    staleTime: 0,
    refetchInterval: isReplay ? false : REFETCH_MS,
  });
  const items: readonly MapDevice[] = isAsked && data ? data.items : NONE;
  const devices = useMemo(() => (isReplay ? items.map(withoutLatest) : items), [items, isReplay]);
  const state: HeatState = isTooMany ? "tooMany" : !isAsked || data ? "here" : isError ? "failed" : "loading";
  return { devices, state, retry: () => void refetch() };
}

function join(one: readonly MapDevice[], other: readonly MapDevice[]): readonly MapDevice[] {
  if (other.length === 0) return one;
  return [...new Map([...one, ...other].map((device) => [device.id, device])).values()];
}

/** The devices that a heat is made of: those in view where they are shown one by one, all of the city from farther away. */
export function useHeatDevices(heat: DeviceHeat) {
  const inView = useShownThen(useDevicesInView());
  const { devices, state, retry } = useDevicesOfCity(heat);
  return { devices: useMemo(() => join(inView, devices), [inView, devices]), state, retry };
}

/** In a replay devices without what their list says of them today. */
function useShownThen(devices: readonly MapDevice[]): readonly MapDevice[] {
  const isReplay = useReplayClock().mode === "replay";
  return useMemo(() => (isReplay ? devices.map(withoutLatest) : devices), [devices, isReplay]);
}

/** What the map needs devices for. */
interface ShownLayers {
  layers: ReadonlySet<MapLayerId>;
  heat: HeatVariant;
}

/** The devices of the map: those in view, the selected one, and all that its heat is made of. */
export function useMapDevices(
  { layers, heat }: ShownLayers,
  selection: MapFeature | null,
): readonly MapDevice[] {
  const shown = useShownThen(useShownDevices(selection));
  const { devices } = useDevicesOfCity(layers.has("heat") && !isRoadHeat(heat) ? heat : null);
  return useMemo(() => join(shown, devices), [shown, devices]);
}
