"use client";

import type { AbnormalItem } from "@arterial/domain/live/frame";
import { useQueryClient } from "@tanstack/react-query";
import { useCity } from "../features/city/city-context.tsx";
import { useDevice } from "../features/device/use-devices.ts";
import type { LiveMapHandle, MapFeature } from "../map/live-map-props.ts";
import { useTRPC } from "../queries/trpc.ts";
import { useShortcut } from "../ui/shortcuts.ts";
import type { Destinations } from "./use-destinations.ts";
import { parseViewState } from "./view-state.ts";

/** What the keys of the console need from it. */
export interface ConsoleKeys {
  subject: MapFeature | null;
  item: AbnormalItem | undefined;
  map: () => LiveMapHandle | null;
  goTo: Destinations;
  onSelect: (feature: MapFeature) => void;
  onKeyboard: () => void;
}

/** Keys that concern the whole console: go to the map, the list or the panel, open the nearest camera, list the keys. */
export function useConsoleKeys({ subject, item, map, goTo, onSelect, onKeyboard }: ConsoleKeys): void {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const device = useDevice(subject?.type === "device" ? subject.id : undefined);
  const { city } = useCity();
  const openNearestCamera = async () => {
    const [west, south, east, north] = city.bounds;
    const at =
      item?.point ??
      (device ? ([device.lon, device.lat] as const) : parseViewState(location.search).viewport?.center) ??
      ([(west + east) / 2, (south + north) / 2] as const);
    const camera = await queries.fetchQuery(
      trpc.device.nearestCamera.queryOptions({ point: [at[0], at[1]] }),
    );
    if (!camera) return;
    onSelect({ type: "device", id: camera.id });
    map()?.flyTo({ point: [camera.lon, camera.lat] });
  };
  useShortcut("nearestCamera", () => void openNearestCamera().catch(() => undefined));
  useShortcut("goToMap", goTo.map);
  useShortcut("goToList", goTo.list);
  useShortcut("goToPanel", subject ? goTo.panel : undefined);
  useShortcut("goToHandover", () => location.assign("/handover"));
  useShortcut("keyboard", onKeyboard);
}
