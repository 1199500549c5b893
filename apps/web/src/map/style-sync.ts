import type { Map as MapLibreMap, StyleSetterOptions } from "maplibre-gl";
import type { LayerSpecification, StyleSpecification } from "./map-types.ts";

type Properties = Record<string, unknown>;

/** One change of a layer, as the map's setters take it. */
export interface StyleChange {
  layer: string;
  part: "paint" | "layout";
  property: string;
  /** Undefined puts the property back to its default. */
  value: unknown;
}

function partOf(layer: LayerSpecification, part: "paint" | "layout"): Properties {
  return ((layer as { paint?: Properties; layout?: Properties })[part] ?? {}) as Properties;
}

/** Paint and layout properties that differ between two styles with the same layers. */
export function styleChanges(before: StyleSpecification, after: StyleSpecification): StyleChange[] {
  const known = new Map(before.layers.map((layer) => [layer.id, layer]));
  return after.layers.flatMap((layer) => {
    const old = known.get(layer.id);
    if (!old) return [];
    return (["layout", "paint"] as const).flatMap((part) => {
      const [was, is] = [partOf(old, part), partOf(layer, part)];
      return [...new Set([...Object.keys(was), ...Object.keys(is)])]
        .filter((property) => JSON.stringify(was[property]) !== JSON.stringify(is[property]))
        .map((property) => ({ layer: layer.id, part, property, value: is[property] }));
    });
  });
}

const TRUSTED: StyleSetterOptions = { validate: false };

/** Brings a map from one style to another property by property: data, tiles and feature state stay. */
export function applyStyleChanges(map: MapLibreMap, changes: readonly StyleChange[]): void {
  for (const { layer, part, property, value } of changes) {
    // The names come from a style of this project; MapLibre's setters are typed by literal name.
    if (part === "paint") map.setPaintProperty(layer, property as never, value as never, TRUSTED);
    else map.setLayoutProperty(layer, property as never, value as never, TRUSTED);
  }
}
