import { HEAT_VARIANTS, type HeatVariant } from "../features/heat/heat-variant.ts";
import {
  MAP_LAYERS,
  type MapFeature,
  type MapLayerId,
  SELECTABLE_TYPES,
  type Viewport,
} from "../map/live-map-props.ts";

/** What the address bar carries, so that a view can be sent to a colleague. */
export interface ViewState {
  viewport: Viewport | null;
  layers: ReadonlySet<MapLayerId>;
  heat: HeatVariant;
  selection: MapFeature | null;
  /** What stands beside the map, to be compared with it. */
  comparison: Comparison | null;
  /** The map shows the network as it typically is in the place of what was observed. */
  isTypical: boolean;
}

const COMPARISONS = ["typical"] as const;
export type Comparison = (typeof COMPARISONS)[number];

/** Layers that are on when the address names none. */
export const DEFAULT_LAYERS: ReadonlySet<MapLayerId> = new Set<MapLayerId>([
  "congestion",
  "incidents",
  "vehicles",
  "air",
  "parking",
  "cameras",
]);

const MIN_ZOOM = 0;
const MAX_ZOOM = 22;

function parseViewport(text: string | null): Viewport | null {
  if (!text) return null;
  const [lon, lat, zoom, ...rest] = text.split("/").map((part) => (part === "" ? Number.NaN : Number(part)));
  if (lon === undefined || lat === undefined || zoom === undefined || rest.length > 0) return null;
  const isValid = Math.abs(lon) <= 180 && Math.abs(lat) <= 90 && zoom >= MIN_ZOOM && zoom <= MAX_ZOOM;
  return isValid ? { center: [lon, lat], zoom } : null;
}

function parseLayers(text: string | null): ReadonlySet<MapLayerId> {
  if (text === null) return DEFAULT_LAYERS;
  const named = new Set(text.split(","));
  return new Set(MAP_LAYERS.filter((layer) => named.has(layer)));
}

function parseSelection(text: string | null): MapFeature | null {
  const colon = text?.indexOf(":") ?? -1;
  if (!text || colon < 1 || colon === text.length - 1) return null;
  const type = SELECTABLE_TYPES.find((name) => name === text.slice(0, colon));
  return type ? { type, id: text.slice(colon + 1) } : null;
}

type Shown = Pick<ViewState, "layers" | "heat">;

/** What is interpolated between stations never stands without the stations' own values. */
function withStations(layers: ReadonlySet<MapLayerId>, heat: HeatVariant): ReadonlySet<MapLayerId> {
  return layers.has("heat") && heat === "pm25" && !layers.has("air") ? new Set([...layers, "air"]) : layers;
}

/** Switches a layer on or off; without its stations a surface goes too. */
export function toggleLayer({ layers, heat }: Shown, layer: MapLayerId): Pick<ViewState, "layers"> {
  const next = new Set(layers);
  if (!next.delete(layer)) next.add(layer);
  if (layer === "air" && heat === "pm25" && !next.has("air")) next.delete("heat");
  return { layers: withStations(next, heat) };
}

/** Chooses what the heat shows. */
export function chooseHeat({ layers }: Shown, heat: HeatVariant): Shown {
  return { heat, layers: withStations(layers, heat) };
}

/** Reads a query string; whatever is malformed is as if it were absent. */
export function parseViewState(search: string): ViewState {
  const params = new URLSearchParams(search);
  const heat = HEAT_VARIANTS.find((name) => name === params.get("heat")) ?? "density";
  return {
    viewport: parseViewport(params.get("at")),
    layers: withStations(parseLayers(params.get("layers")), heat),
    heat,
    selection: parseSelection(params.get("sel")),
    comparison: COMPARISONS.find((name) => name === params.get("compare")) ?? null,
    isTypical: params.get("map") === "typical",
  };
}

function isDefaultLayers(layers: ReadonlySet<MapLayerId>): boolean {
  return layers.size === DEFAULT_LAYERS.size && [...layers].every((layer) => DEFAULT_LAYERS.has(layer));
}

/** Writes a query string, `?` included; empty when everything is as it starts. */
export function formatViewState(state: ViewState): string {
  const parts: string[] = [];
  if (state.viewport) {
    const [lon, lat] = state.viewport.center;
    parts.push(`at=${lon.toFixed(5)}/${lat.toFixed(5)}/${state.viewport.zoom.toFixed(2)}`);
  }
  if (!isDefaultLayers(state.layers)) {
    parts.push(`layers=${MAP_LAYERS.filter((layer) => state.layers.has(layer)).join(",")}`);
  }
  if (state.heat !== "density") parts.push(`heat=${state.heat}`);
  if (state.selection) {
    parts.push(`sel=${state.selection.type}:${encodeURIComponent(state.selection.id)}`);
  }
  if (state.isTypical) parts.push("map=typical");
  if (state.comparison) parts.push(`compare=${state.comparison}`);
  return parts.length === 0 ? "" : `?${parts.join("&")}`;
}
