import { expect, test } from "vitest";
import { PALETTES } from "../../ui/tokens.ts";
import { styleContext } from "../style/style-context.ts";
import { styleGround } from "./style-ground.ts";

const URL_OF_STYLE = "https://maps.city.example/styles/day.json";
const CONTEXT = styleContext({
  theme: "dark",
  palette: "default",
  drivesOn: "right",
  visible: new Set(),
});
const STYLE = {
  version: 8,
  name: "Day",
  glyphs: "https://elsewhere.example/{fontstack}/{range}.pbf",
  sources: {
    own: { type: "vector", tiles: ["../tiles/{z}/{x}/{y}.pbf", "/{bbox-epsg-3857}.png"], minzoom: 3 },
    told: { type: "raster", url: "tiles.json", tileSize: 256 },
    drawn: { type: "geojson", data: { type: "FeatureCollection", features: [] } },
  },
  layers: [
    { id: "background", type: "background", paint: { "background-color": PALETTES.dark.land } },
    { id: "railway", type: "line", source: "own", "source-layer": "rail", minzoom: 9 },
    { id: "names", type: "symbol", source: "own", "source-layer": "place" },
    { id: "pictures", type: "raster", source: "told" },
  ],
};

test("a foreign style's ground has names of its own and addresses that are whole", () => {
  const { sources, layers } = styleGround(STYLE, URL_OF_STYLE);
  expect(sources).toEqual({
    "basemap/own": {
      type: "vector",
      minzoom: 3,
      tiles: [
        "https://maps.city.example/tiles/{z}/{x}/{y}.pbf",
        "https://maps.city.example/{bbox-epsg-3857}.png",
      ],
    },
    "basemap/told": { type: "raster", url: "https://maps.city.example/styles/tiles.json", tileSize: 256 },
    "basemap/drawn": STYLE.sources.drawn,
  });
  expect(layers(CONTEXT)).toEqual([
    { ...STYLE.layers[0], id: "basemap/background" },
    { ...STYLE.layers[1], id: "basemap/railway", source: "basemap/own" },
    { ...STYLE.layers[3], id: "basemap/pictures", source: "basemap/told" },
  ]);
});

test.each([
  ["no object", "style"],
  ["another version", { ...STYLE, version: 7 }],
  ["no layers", { version: 8, sources: {} }],
  ["a web page", "<html></html>"],
])("what is no style is refused: %s", (_what, style) => {
  expect(() => styleGround(style, URL_OF_STYLE)).toThrow();
});
