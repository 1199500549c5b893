import type { DetailZooms } from "@arterial/api/live/contract";
import type { DeviceKind } from "@arterial/domain/device-kind";
import { isDetailed } from "../../live/view-watch.ts";
import type { MapLayerId } from "../live-map-props.ts";
import { DEVICE_LAYERS } from "./device-layers.ts";

/** Kinds that are switched on and shown as clusters at this zoom. */
export function clusteredKinds(
  layers: ReadonlySet<MapLayerId>,
  zoom: number,
  detailZooms: DetailZooms,
): ReadonlySet<DeviceKind> {
  const kinds = new Set<DeviceKind>();
  if (layers.has("vehicles") && !isDetailed("vehicles", zoom, detailZooms)) kinds.add("vehicle");
  if (isDetailed("devices", zoom, detailZooms)) return kinds;
  for (const { id, kind } of DEVICE_LAYERS) if (layers.has(id)) kinds.add(kind);
  return kinds;
}
