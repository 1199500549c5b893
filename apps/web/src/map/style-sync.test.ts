import { expect, test } from "vitest";
import type { StyleSpecification } from "./map-types.ts";
import { styleChanges } from "./style-sync.ts";

function style(colour: string, more: Record<string, unknown> = {}): StyleSpecification {
  return {
    version: 8,
    sources: {},
    layers: [
      { id: "land", type: "background", paint: { "background-color": colour, ...more } },
      { id: "sea", type: "background", layout: { visibility: "none" } },
    ],
  };
}

test("only what differs is changed", () => {
  expect(styleChanges(style("#000000"), style("#ffffff"))).toEqual([
    { layer: "land", part: "paint", property: "background-color", value: "#ffffff" },
  ]);
});

test("the same style needs no change", () => {
  expect(styleChanges(style("#000000"), style("#000000"))).toEqual([]);
});

test("a property that is left out goes back to its default", () => {
  expect(styleChanges(style("#000000", { "background-opacity": 0.5 }), style("#000000"))).toEqual([
    { layer: "land", part: "paint", property: "background-opacity", value: undefined },
  ]);
});
