import type { SegmentCourse } from "@arterial/api/live/map-contract";
import type { DeviceKind } from "@arterial/domain/device-kind";
import type { LiveDevice, LiveSegment } from "@arterial/domain/live/frame";
import type { MapDevice, MapLayerId } from "../../map/live-map-props.ts";
import type { HeatVariant } from "../heat/heat-variant.ts";
import {
  type DeviceHeat,
  deviceHeatOf,
  FULL_OF,
  isRoadHeat,
  KIND_OF_HEAT,
  type RoadHeat,
  roadHeatOf,
} from "../heat/prepare-heat.ts";
import { type DifferenceStep, differenceFromTypical, differenceStep } from "../traffic/difference-layer.ts";

/** What the map can show streets by. */
export type StreetQuantity = RoadHeat | "difference" | "congestion";

/** How a street is against what is typical for it, in the order of the layer's steps. */
export const DIFFERENCE_LEVELS = ["muchFaster", "faster", "usual", "slower", "muchSlower"] as const;

/** How much of a heat there is, by thirds of its ramp, or a step of the layer against typical. */
export type MeasureLevel =
  | "full"
  | "high"
  | "medium"
  | "low"
  | "none"
  | (typeof DIFFERENCE_LEVELS)[number]
  | "unknown";

/** What a layer shows of a street or a device. */
export interface Measure {
  quantity: HeatVariant | "difference";
  /** In the unit of the layer's legend, a difference as a share of free flow; null where it is not known. */
  value: number | null;
  level: MeasureLevel;
}

type Layers = ReadonlySet<MapLayerId>;

/** Layer in which the devices of a kind are shown one by one; those without are no rows, as feeds of vehicles. */
const LAYER_OF_KIND: Readonly<Partial<Record<DeviceKind, MapLayerId>>> = {
  traffic: "congestion",
  air: "air",
  parking: "parking",
  weather: "weather",
  camera: "cameras",
};

/** What the map shows streets by, first what its legend explains; the lines of congestion stand behind all others. */
export function streetQuantities(layers: Layers, heat: HeatVariant): readonly StreetQuantity[] {
  const shown: StreetQuantity[] = [];
  if (layers.has("heat") && isRoadHeat(heat)) shown.push(heat);
  if (layers.has("difference")) shown.push("difference");
  if (shown.length === 0 && layers.has("congestion")) shown.push("congestion");
  return shown;
}

/** The heat that the map shows of devices; null while it shows none. */
export function deviceHeat(layers: Layers, heat: HeatVariant): DeviceHeat | null {
  return layers.has("heat") && !isRoadHeat(heat) ? heat : null;
}

/** True when the map shows the devices of a kind, one by one or as heat. */
export function showsKind(kind: DeviceKind, layers: Layers, heat: HeatVariant): boolean {
  const layer = LAYER_OF_KIND[kind];
  const shown = deviceHeat(layers, heat);
  return (layer !== undefined && layers.has(layer)) || (shown !== null && KIND_OF_HEAT[shown] === kind);
}

function heatLevel(variant: HeatVariant, value: number | null): MeasureLevel {
  if (value === null) return "unknown";
  if (value <= 0) return "none";
  const share = value / FULL_OF[variant];
  if (share >= 1) return "full";
  if (share >= 2 / 3) return "high";
  return share >= 1 / 3 ? "medium" : "low";
}

/** Steps begin at −2. */
function differenceLevel(step: DifferenceStep | null): MeasureLevel {
  return step === null ? "unknown" : (DIFFERENCE_LEVELS[step + 2] ?? "unknown");
}

function measureDifference(state: LiveSegment | undefined, typicalRatio: number | undefined): Measure {
  const value = differenceFromTypical(state, typicalRatio);
  return { quantity: "difference", value, level: differenceLevel(differenceStep(state, typicalRatio)) };
}

/** What the layers show of a street beside its class of congestion. */
export function measureStreet(
  course: Pick<SegmentCourse, "id">,
  quantities: readonly StreetQuantity[],
  known: { state: LiveSegment | undefined; typicalRatios: ReadonlyMap<string, number> },
): Measure[] {
  return quantities.flatMap((quantity) => {
    if (quantity === "congestion") return [];
    if (quantity === "difference")
      return [measureDifference(known.state, known.typicalRatios.get(course.id))];
    const value = roadHeatOf(quantity, known.state);
    return [{ quantity, value, level: heatLevel(quantity, value) }];
  });
}

/** What the heat shows of a device; nothing of those that it is not made of. */
export function measureDevice(
  quantity: DeviceHeat | null,
  read: { device: MapDevice; newest: Pick<LiveDevice, "ts" | "values"> | null; now: number },
): Measure[] {
  if (quantity === null || read.device.kind !== KIND_OF_HEAT[quantity]) return [];
  const value = deviceHeatOf(quantity, read);
  return [{ quantity, value, level: heatLevel(quantity, value) }];
}
