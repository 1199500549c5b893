import { interpolateSurface } from "@arterial/domain/air/interpolate";
import { METRES_PER_DEG_LAT } from "@arterial/domain/city/geometry";
import type { LonLat } from "@arterial/domain/city/network";
import { dataAge } from "@arterial/domain/data-age";
import type { LiveDevice, LiveSegment } from "@arterial/domain/live/frame";
import { co2KgPerKmH } from "@arterial/domain/traffic/emissions";
import type { FeatureCollection, Point, Polygon } from "geojson";
import type { MapDevice } from "../../map/live-map-props.ts";
import { numberIn } from "../../map/markers/device-markers.ts";
import { parkingState } from "../parking/prepare-parking.ts";
import { prepareRoadHeat } from "../traffic/prepare-road-heat.ts";
import type { HeatVariant } from "./heat-variant.ts";

/** Where the ramps end: vehicles per km, vehicle-hours lost per km and hour, kg CO₂ per km and hour. */
export const FULL = { density: 80, delay: 15, emissions: 250 } as const;
/** Fine dust at the end of its ramp, µg/m³: the upper bound of "unhealthy for sensitive groups" (US EPA, 2024). */
export const FULL_PM25 = 55.4;
/** How far a station speaks for its surroundings, and the side of a cell, m. Ours. */
export const PM25_REACH_M = 1000;
const CELL_M = 125;

type Heat = FeatureCollection<Point, { weight: number }>;
export type Surface = FeatureCollection<Polygon, { share: number; opacity: number }>;

/** Everything that the heat is made of. */
export interface HeatInput {
  lines: ReadonlyMap<string, readonly LonLat[]>;
  segments: ReadonlyMap<string, LiveSegment>;
  devices: readonly MapDevice[];
  live: ReadonlyMap<string, LiveDevice>;
  /** Epoch ms. */
  now: number;
}

/** Vehicle-hours lost on a kilometre in an hour: density by the share of speed that is missing (PeMS's delay per km). */
export function delayPerKm({ densityVpkm, ratio }: Pick<LiveSegment, "densityVpkm" | "ratio">): number {
  return ratio === null ? 0 : densityVpkm * Math.max(0, 1 - ratio);
}

const ROAD_WEIGHTS = {
  density: ({ densityVpkm }: LiveSegment) => densityVpkm / FULL.density,
  delay: (segment: LiveSegment) => delayPerKm(segment) / FULL.delay,
  emissions: (segment: LiveSegment) => co2KgPerKmH(segment) / FULL.emissions,
} as const;

/** Points of the heat, weighted 0 to 1; none for fine dust, which is a surface. */
export function prepareHeat(variant: HeatVariant, input: HeatInput): Heat {
  if (variant === "pm25") return { type: "FeatureCollection", features: [] };
  if (variant === "parking") return parkingHeat(input);
  return prepareRoadHeat(input.lines, input.segments, ROAD_WEIGHTS[variant]);
}

function parkingHeat({ devices, live, now }: HeatInput): Heat {
  const features = devices.flatMap((device) => {
    const latest = live.get(device.id);
    const state = device.kind === "parking" ? parkingState(latest?.values, device.capacity) : null;
    if (!state || !latest || !isUsed(device, latest.ts, now)) return [];
    const weight = Math.min(1, state.share);
    const coordinates = [device.lon, device.lat];
    return [
      { type: "Feature" as const, geometry: { type: "Point" as const, coordinates }, properties: { weight } },
    ];
  });
  return { type: "FeatureCollection", features };
}

/** Stale and offline values are left out, as from every average. */
function isUsed({ expectedIntervalS }: MapDevice, newestAt: number, now: number): boolean {
  const age = dataAge({ newestAt, now, expectedIntervalS });
  return age === "fresh" || age === "late";
}

/** Stations whose fine dust may be used now. */
export function pm25Samples({ devices, live, now }: Omit<HeatInput, "lines" | "segments">) {
  return devices.flatMap((device) => {
    const latest = live.get(device.id);
    const value = numberIn(latest?.values ?? null, "pm25");
    if (device.kind !== "air" || !latest || value === null || !isUsed(device, latest.ts, now)) return [];
    return [{ lon: device.lon, lat: device.lat, value }];
  });
}

/** Fine dust between the stations, as squares that fade towards the end of the stations' reach. */
export function preparePm25(input: Omit<HeatInput, "lines" | "segments">): Surface {
  const cells = interpolateSurface(pm25Samples(input), { cellM: CELL_M, reachM: PM25_REACH_M });
  return {
    type: "FeatureCollection",
    features: cells.map(({ at: [lon, lat], value, confidence }) => {
      const y = CELL_M / 2 / METRES_PER_DEG_LAT;
      const x = y / Math.cos((lat * Math.PI) / 180);
      const ring = [
        [lon - x, lat - y],
        [lon + x, lat - y],
        [lon + x, lat + y],
        [lon - x, lat + y],
        [lon - x, lat - y],
      ];
      return {
        type: "Feature" as const,
        geometry: { type: "Polygon" as const, coordinates: [ring] },
        properties: { share: Math.min(1, value / FULL_PM25), opacity: 0.15 + 0.5 * confidence },
      };
    }),
  };
}
