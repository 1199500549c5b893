"use client";

import { useMemo } from "react";
import { useCity } from "../features/city/city-context.tsx";
import { useDevices } from "../features/device/use-devices.ts";
import { useAbnormal, useFigures, useVehicleCount } from "../live/use-live.ts";
import type { MapLayerId } from "../map/live-map-props.ts";
import { formatNumber } from "../ui/format-number.ts";

/** How much each layer holds, as written in the layer bar; empty while unknown. */
export function useLayerCounts(): Readonly<Record<MapLayerId, string>> {
  const { city } = useCity();
  const devices = useDevices();
  const abnormal = useAbnormal();
  const vehicleCount = useVehicleCount();
  const vehicleFigure = useFigures().get("vehicles");
  const byKind = useMemo(() => {
    const counts = new Map<string, number>();
    for (const device of devices) counts.set(device.kind, (counts.get(device.kind) ?? 0) + 1);
    return counts;
  }, [devices]);
  const count = (kind: string) => (byKind.has(kind) ? formatNumber(byKind.get(kind)) : "");
  const vehicles = vehicleCount ?? vehicleFigure?.value ?? null;
  return {
    congestion: formatNumber(city.counts.segments),
    difference: "",
    heat: "",
    incidents: abnormal === null ? "" : formatNumber(abnormal.length),
    vehicles: vehicles === null ? "" : formatNumber(vehicles),
    air: count("air"),
    parking: count("parking"),
    weather: count("weather"),
    cameras: count("camera"),
  };
}
