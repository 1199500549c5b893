import { validateStyleMin } from "@maplibre/maplibre-gl-style-spec";
import { describe, expect, test } from "vitest";
import { THEMES } from "../../ui/tokens.ts";
import { dataLayers } from "../style/data-layers.ts";
import { LOWEST_ROAD_LAYER, mapStyle } from "../style/map-style.ts";
import { styleContext } from "../style/style-context.ts";
import { archiveGround, archiveMetadataSchema } from "./archive-ground.ts";

const ADDRESS = "http://console/tiles/basemap.pmtiles";
const FACTS = {
  isVector: true,
  minzoom: 0,
  maxzoom: 14,
  bounds: [10, 54, 12, 56] as [number, number, number, number],
};
const NAMES = ["earth", "landuse", "water", "roads", "buildings", "places", "transportation"];
const METADATA = archiveMetadataSchema.parse({
  name: "a city",
  attribution: "© OpenStreetMap",
  vector_layers: NAMES.map((id) => ({ id, fields: {} })),
});
const TILES = {
  url: "http://console/tiles/base/{z}/{x}/{y}.mvt",
  bounds: FACTS.bounds,
  minzoom: 8,
  maxzoom: 16,
};

function styleWith(ground: ReturnType<typeof archiveGround>, theme: (typeof THEMES)[number] = "dark") {
  const context = styleContext({ theme, palette: "default", drivesOn: "right", visible: new Set() });
  return mapStyle(context, TILES, { data: dataLayers(context), basemap: ground });
}

describe.each(THEMES)("a map with an archive below it, %s", (theme) => {
  test.each([true, false])("is a valid style (of vectors: %s)", (isVector) => {
    const style = styleWith(archiveGround(ADDRESS, { ...FACTS, isVector }, METADATA), theme);
    expect(validateStyleMin(style as Parameters<typeof validateStyleMin>[0])).toEqual([]);
  });
});

test("an archive lies above the city's own ground and below its network", () => {
  const ids = styleWith(archiveGround(ADDRESS, FACTS, METADATA)).layers.map(({ id }) => id);
  const places = ids.flatMap((id, index) => (id.startsWith("basemap/") ? [index] : []));
  expect(places.length).toBeGreaterThan(0);
  expect(Math.min(...places)).toBeGreaterThan(ids.indexOf("building-edge"));
  expect(Math.max(...places)).toBe(ids.indexOf(LOWEST_ROAD_LAYER) - 1);
});

test("of an archive's layers the known ones are drawn, whoever named them", () => {
  const ground = archiveGround(ADDRESS, FACTS, METADATA);
  const context = styleContext({
    theme: "light",
    palette: "default",
    drivesOn: "right",
    visible: new Set(),
  });
  const drawn = ground.layers(context).map((layer) => "source-layer" in layer && layer["source-layer"]);
  expect([...new Set(drawn)]).toEqual(["earth", "landuse", "water", "buildings", "roads", "transportation"]);
  expect(ground.attribution).toBe("© OpenStreetMap");
});

test("an archive of pictures is drawn as it is", () => {
  const { sources, layers } = archiveGround(
    ADDRESS,
    { ...FACTS, isVector: false },
    archiveMetadataSchema.parse({}),
  );
  expect(Object.values(sources)).toMatchObject([
    { type: "raster", tiles: [`pmtiles://${ADDRESS}/{z}/{x}/{y}`] },
  ]);
  expect(
    layers(styleContext({ theme: "dark", palette: "default", drivesOn: "right", visible: new Set() })),
  ).toMatchObject([{ type: "raster" }]);
});
