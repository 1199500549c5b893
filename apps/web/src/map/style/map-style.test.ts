import { validateStyleMin } from "@maplibre/maplibre-gl-style-spec";
import { describe, expect, test } from "vitest";
import { CONGESTION_PALETTES } from "../../ui/congestion-scale.ts";
import { THEMES } from "../../ui/tokens.ts";
import { MAP_LAYERS, type MapLayerId } from "../live-map-props.ts";
import type { StyleSpecification } from "../map-types.ts";
import { dataLayers } from "./data-layers.ts";
import { mapStyle } from "./map-style.ts";
import { styleContext } from "./style-context.ts";

const TILES = {
  url: "http://console/tiles/base/{z}/{x}/{y}.mvt",
  bounds: [10.7, 54.5, 11, 54.7] as [number, number, number, number],
  minzoom: 8,
  maxzoom: 16,
};

function style(
  options: Partial<Omit<Parameters<typeof styleContext>[0], "visible">> & { visible?: MapLayerId[] } = {},
): StyleSpecification {
  const { theme = "dark", palette = "default", drivesOn = "right", visible = [...MAP_LAYERS] } = options;
  const context = styleContext({ theme, palette, drivesOn, visible: new Set(visible) });
  return mapStyle(context, TILES, { data: dataLayers(context) });
}

function visibilityIn(made: StyleSpecification, id: string): unknown {
  return (made.layers.find((layer) => layer.id === id)?.layout as { visibility?: string })?.visibility;
}

describe.each(THEMES)("the %s style", (theme) => {
  test.each(CONGESTION_PALETTES)("is valid with the %s palette", (palette) => {
    // `transition` durations and glyph-less text are both part of the specification; anything reported is a mistake.
    const problems = validateStyleMin(style({ theme, palette }) as Parameters<typeof validateStyleMin>[0]);
    expect(problems.map(({ message }) => message).filter((text) => !text.includes("glyphs"))).toEqual([]);
  });

  test("has the same layers as the others, so that a change of theme changes properties only", () => {
    const ids = (made: StyleSpecification) => made.layers.map(({ id }) => id);
    expect(ids(style({ theme }))).toEqual(ids(style()));
  });
});

test("the ground is fetched from the console's own server only", () => {
  const text = JSON.stringify(style());
  expect(text.match(/https?:\/\/[^/"]+/g)).toEqual(["http://console"]);
});

test("congestion lines give way to the heat layer", () => {
  expect(visibilityIn(style({ visible: ["congestion"] }), "congestion-slow")).toBe("visible");
  expect(visibilityIn(style({ visible: ["congestion", "heat"] }), "congestion-slow")).toBe("none");
});

test("names stand above congestion, and leave the room of markers free", () => {
  const order = style().layers.map(({ id }) => id);
  expect(order.indexOf("street-names")).toBeGreaterThan(order.indexOf("congestion-severe"));
  expect(order.indexOf("air-room")).toBeGreaterThan(order.indexOf("districts"));
});

test("the wall shows no names of minor streets", () => {
  expect(visibilityIn(style({ theme: "dark" }), "minor-names")).toBe("visible");
  expect(visibilityIn(style({ theme: "wall" }), "minor-names")).toBe("none");
});
