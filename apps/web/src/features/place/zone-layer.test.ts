import { expect, it } from "vitest";
import { dataLayers } from "../../map/style/data-layers.ts";
import { styleContext } from "../../map/style/style-context.ts";
import { evaluateLine } from "../../map/style/testing/evaluate-layer.ts";
import { THEMES, type Theme } from "../../ui/tokens.ts";
import { ZONE_HIT_LAYER, ZONE_OUTLINE_LAYER, zoneLayers, zoneNames } from "./zone-layer.ts";

function contextOf(visible: readonly "zones"[], theme: Theme = "dark") {
  return styleContext({ theme, palette: "default", drivesOn: "right", visible: new Set(visible) });
}
const layerOf = (id: string, visible: readonly "zones"[] = ["zones"]) =>
  zoneLayers(contextOf(visible)).find((layer) => layer.id === id);
const visibilityOf = (layer: { layout?: object } | undefined) =>
  (layer?.layout as { visibility?: string } | undefined)?.visibility;

it("shows boundaries and names with the layer, and lets nothing be picked without it", () => {
  for (const id of [ZONE_HIT_LAYER, "zone-boundary"]) {
    expect(visibilityOf(layerOf(id))).toBe("visible");
    expect(visibilityOf(layerOf(id, []))).toBe("none");
  }
  expect(visibilityOf(zoneNames(contextOf(["zones"])))).toBe("visible");
  expect(visibilityOf(zoneNames(contextOf([])))).toBe("none");
});

it("outlines the zone that is selected, and no other, though the layer is off", () => {
  const layer = layerOf(ZONE_OUTLINE_LAYER, []);
  const widthOf = (state: Record<string, unknown>) =>
    evaluateLine(layer, "line-width", { zoom: 13, properties: { id: "old-town" }, state });
  expect(visibilityOf(layer)).toBeUndefined();
  expect(widthOf({})).toBe(0);
  expect(widthOf({ isSelected: true })).toBeGreaterThan(0);
  // A constant: the map leaves the layer out of its frames until a zone is selected.
  expect(layer?.paint).toMatchObject({ "line-opacity": 0 });
});

it.each(THEMES)("lies below names and congestion in the %s style", (theme) => {
  const { belowLabels, aboveLabels } = dataLayers(contextOf(["zones"], theme));
  const order = [...belowLabels, ...aboveLabels].map(({ id }) => id);
  const boundary = order.indexOf("zone-boundary");
  expect(boundary).toBeGreaterThan(order.indexOf("density"));
  expect(boundary).toBeLessThan(order.indexOf("segment-hit"));
  expect(order.indexOf("zone-names")).toBeGreaterThanOrEqual(belowLabels.length);
});
