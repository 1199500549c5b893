import { createExpression, featureFilter, latest } from "@maplibre/maplibre-gl-style-spec";
import type { LayerSpecification } from "../../map-types.ts";

/** What a paint property of a line layer comes to for one feature, as the map works it out; 0 where it is not set. */
export function evaluateLine(
  layer: LayerSpecification | undefined,
  property: "line-width" | "line-offset" | "line-gap-width" | "line-opacity",
  of: { zoom: number; properties: Record<string, unknown>; state: Record<string, unknown> },
): number {
  const paint = (layer?.paint ?? {}) as Record<string, unknown>;
  const made = createExpression(paint[property] ?? 0, latest.paint_line[property] as never);
  if (made.result === "error") throw new Error(made.value.map(({ message }) => message).join(", "));
  const feature = { type: "LineString", properties: of.properties } as never;
  return made.value.evaluate({ zoom: of.zoom }, feature, of.state);
}

/** Whether a layer draws a feature at all. */
export function passesFilter(
  layer: LayerSpecification,
  of: { zoom: number; properties: Record<string, unknown> },
): boolean {
  const { filter } = featureFilter("filter" in layer ? layer.filter : undefined, "filter");
  return filter({ zoom: of.zoom }, { type: "LineString", properties: of.properties } as never);
}
