"use client";

import { useMessages } from "../../i18n/messages.ts";
import { useReplayClock } from "../../live/use-live.ts";
import type { MapLayerId } from "../../map/live-map-props.ts";
import { useShowsDevices } from "./use-devices.ts";

const LAYERS_OF_DEVICES: readonly MapLayerId[] = ["air", "parking", "weather", "cameras"];

/** Over a map that shows no devices though their layers are on: a replay has no clusters to stand for them. */
export function DevicesHidden({ layers }: { layers: ReadonlySet<MapLayerId> }) {
  const { devicesHidden } = useMessages().live.map;
  const isReplay = useReplayClock().mode === "replay";
  const shows = useShowsDevices();
  if (!isReplay || shows !== false || !LAYERS_OF_DEVICES.some((layer) => layers.has(layer))) return null;
  return <p role="status">{devicesHidden}</p>;
}
