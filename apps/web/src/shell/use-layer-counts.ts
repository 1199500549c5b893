"use client";

import type { DeviceKind } from "@arterial/domain/device-kind";
import { countAll } from "@arterial/domain/live/severity-counts";
import { useCity } from "../features/city/city-context.tsx";
import { useAbnormal, useFigures, useVehicleCount } from "../live/use-live.ts";
import type { MapLayerId } from "../map/live-map-props.ts";
import { formatNumber } from "../ui/format-number.ts";

/** How much each layer holds, as written in the layer bar; empty while unknown. */
export function useLayerCounts(): Readonly<Record<MapLayerId, string>> {
  const { city } = useCity();
  const abnormal = useAbnormal();
  const vehicleCount = useVehicleCount();
  const vehicleFigure = useFigures().get("vehicles");
  const count = (kind: DeviceKind) => {
    const devices = city.counts.devices[kind];
    return devices > 0 ? formatNumber(devices) : "";
  };
  const vehicles = vehicleCount ?? vehicleFigure?.value ?? null;
  return {
    congestion: formatNumber(city.counts.segments),
    difference: "",
    heat: "",
    incidents: abnormal === null ? "" : formatNumber(countAll(abnormal)),
    vehicles: vehicles === null ? "" : formatNumber(vehicles),
    air: count("air"),
    parking: count("parking"),
    weather: count("weather"),
    cameras: count("camera"),
    zones: city.zones.length > 0 ? formatNumber(city.zones.length) : "",
  };
}
