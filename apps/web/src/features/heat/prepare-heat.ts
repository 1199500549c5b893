import { interpolateSurface } from "@arterial/domain/air/interpolate";
import { METRES_PER_DEG_LAT } from "@arterial/domain/city/geometry";
import type { LonLat } from "@arterial/domain/city/network";
import { dataAge } from "@arterial/domain/data-age";
import type { DeviceKind } from "@arterial/domain/device-kind";
import type { LiveDevice, LiveSegment } from "@arterial/domain/live/frame";
import { co2KgPerKmH } from "@arterial/domain/traffic/emissions";
import type { FeatureCollection, Point, Polygon } from "geojson";
import type { MapDevice } from "../../map/live-map-props.ts";
import { numberIn } from "../../map/markers/device-markers.ts";
import { parkingState } from "../parking/prepare-parking.ts";
import { prepareRoadHeat } from "../traffic/prepare-road-heat.ts";
import type { HeatVariant } from "./heat-variant.ts";

/** Where the ramps end: vehicles per km, vehicle-hours lost per km and hour, kg CO₂ per km and hour. */
const ROAD_FULL = { density: 80, delay: 15, emissions: 250 } as const;
/** Fine dust at the end of its ramp, µg/m³: the upper bound of "unhealthy for sensitive groups" (US EPA, 2024). */
const FULL_PM25 = 55.4;
/** Where each ramp ends, in the unit of its legend. */
export const FULL_OF: Readonly<Record<HeatVariant, number>> = { ...ROAD_FULL, pm25: FULL_PM25, parking: 100 };
/** Decimals that tell where each ramp ends as it is: a value below it does not stand at it. */
export const FULL_DECIMALS: Readonly<Record<HeatVariant, number>> = {
  density: 0,
  delay: 0,
  emissions: 0,
  pm25: 1,
  parking: 0,
};
/** How far a station speaks for its surroundings, and the side of a cell, m. Ours. */
export const PM25_REACH_M = 1000;
const CELL_M = 125;

/** Heat of the roads, and heat that is made of devices. */
export type RoadHeat = keyof typeof ROAD_FULL;
export type DeviceHeat = Exclude<HeatVariant, RoadHeat>;

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

const ROAD_VALUES: Readonly<Record<RoadHeat, (segment: LiveSegment) => number | null>> = {
  density: ({ densityVpkm }) => densityVpkm,
  delay: (segment) => (segment.ratio === null ? null : delayPerKm(segment)),
  emissions: (segment) => (segment.speedKmh === null ? null : co2KgPerKmH(segment)),
};

/** True for a heat that is made of the segments. */
export function isRoadHeat(variant: HeatVariant): variant is RoadHeat {
  return variant in ROAD_FULL;
}

/** What the heat shows of a segment, in the unit of its legend; null where that is not known, and nothing is drawn. */
export function roadHeatOf(variant: RoadHeat, segment: LiveSegment | undefined): number | null {
  return segment ? ROAD_VALUES[variant](segment) : null;
}

/** Points of the heat, weighted 0 to 1; none for fine dust, which is a surface. */
export function prepareHeat(variant: HeatVariant, input: HeatInput): Heat {
  if (variant === "pm25") return { type: "FeatureCollection", features: [] };
  if (variant === "parking") return parkingHeat(input);
  return prepareRoadHeat(
    input.lines,
    input.segments,
    (segment) => (roadHeatOf(variant, segment) ?? 0) / FULL_OF[variant],
  );
}

function parkingHeat({ devices, live, now }: HeatInput): Heat {
  const features = devices.flatMap((device) => {
    const percent = deviceHeatOf("parking", { device, newest: newestOf(device, live), now });
    if (percent === null) return [];
    const weight = Math.min(1, percent / FULL_OF.parking);
    const coordinates = [device.lon, device.lat];
    return [
      { type: "Feature" as const, geometry: { type: "Point" as const, coordinates }, properties: { weight } },
    ];
  });
  return { type: "FeatureCollection", features };
}

/** A device with its newest reading, as it is known at a moment, epoch ms. */
interface ReadDevice {
  device: MapDevice;
  newest: Pick<LiveDevice, "ts" | "values"> | null | undefined;
  now: number;
}

/** The newest reading of a device: what is live, or else what its list told, as of one that stands out of view. */
function newestOf({ id, latest }: MapDevice, live: HeatInput["live"]): ReadDevice["newest"] {
  const held = live.get(id);
  return held && (!latest || held.ts >= latest.ts) ? held : latest;
}

/** Kind of device that each heat is made of. */
export const KIND_OF_HEAT: Readonly<Record<DeviceHeat, DeviceKind>> = { pm25: "air", parking: "parking" };

const DEVICE_VALUES: Readonly<
  Record<DeviceHeat, (values: LiveDevice["values"], device: MapDevice) => number | null>
> = {
  pm25: (values) => numberIn(values, "pm25"),
  parking: (values, { capacity }) => {
    const state = parkingState(values, capacity);
    return state && state.share * FULL_OF.parking;
  },
};

/**
 * What the heat shows of a device, in the unit of its legend. Null for another kind, where there is no value, and for
 * stale and offline ones, which are left out as from every average.
 */
export function deviceHeatOf(variant: DeviceHeat, { device, newest, now }: ReadDevice): number | null {
  if (device.kind !== KIND_OF_HEAT[variant] || !newest) return null;
  const age = dataAge({ newestAt: newest.ts, now, expectedIntervalS: device.expectedIntervalS });
  return age === "fresh" || age === "late" ? DEVICE_VALUES[variant](newest.values, device) : null;
}

/** Stations whose fine dust may be used now. */
export function pm25Samples({ devices, live, now }: Omit<HeatInput, "lines" | "segments">) {
  return devices.flatMap((device) => {
    const value = deviceHeatOf("pm25", { device, newest: newestOf(device, live), now });
    return value === null ? [] : [{ lon: device.lon, lat: device.lat, value }];
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
