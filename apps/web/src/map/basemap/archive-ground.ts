import { z } from "zod";
import type { Palette } from "../../ui/tokens.ts";
import type { FilterSpecification, LayerSpecification, SourceSpecification } from "../map-types.ts";
import { byZoom, fadeIn } from "../style/by-zoom.ts";
import { BASEMAP_PREFIX, type BasemapGround } from "./basemap-ground.ts";

/** What a PMTiles archive says of itself in its header. */
export interface ArchiveFacts {
  isVector: boolean;
  minzoom: number;
  maxzoom: number;
  /** West, south, east, north in degrees. */
  bounds: [number, number, number, number];
}

const SOURCE = `${BASEMAP_PREFIX}archive`;

/** What is read of an archive's metadata. */
export const archiveMetadataSchema = z.object({
  vector_layers: z.array(z.object({ id: z.string() })).default([]),
  attribution: z.string().default(""),
});
export type ArchiveMetadata = z.infer<typeof archiveMetadataSchema>;

/** Words for what grows on land, in Protomaps' `kind` and OpenMapTiles' `class`. */
const FOREST = ["forest", "wood", "woodland"];
const GREEN = ["park", "grass", "grassland", "garden", "meadow", "nature_reserve", "cemetery", "farmland"];

function isOf(words: readonly string[]): FilterSpecification {
  return ["in", ["coalesce", ["get", "kind"], ["get", "class"], ""], ["literal", [...words]]];
}

interface Drawn {
  type: "fill" | "line";
  colour: keyof Palette;
  filter?: FilterSpecification;
  minzoom?: number;
}

const WATER: Drawn[] = [{ type: "fill", colour: "water" }];
const LAND: Drawn[] = [{ type: "fill", colour: "land" }];
const COVER: Drawn[] = [
  { type: "fill", colour: "park", filter: isOf(GREEN) },
  { type: "fill", colour: "forest", filter: isOf(FOREST) },
];
const BUILDINGS: Drawn[] = [{ type: "fill", colour: "building", minzoom: 13.5 }];
const ROADS: Drawn[] = [{ type: "line", colour: "minor" }];

/** Layers of Protomaps' and OpenMapTiles' archives by name, bottom to top; others are not drawn. */
const KNOWN_LAYERS: readonly (readonly [name: string, drawn: readonly Drawn[]])[] = [
  ["earth", LAND],
  ["landcover", COVER],
  ["landuse", COVER],
  ["park", [{ type: "fill", colour: "park" }]],
  ["water", WATER],
  ["ocean", WATER],
  ["buildings", BUILDINGS],
  ["building", BUILDINGS],
  ["boundaries", [{ type: "line", colour: "railway" }]],
  ["boundary", [{ type: "line", colour: "railway" }]],
  ["roads", ROADS],
  ["transportation", ROADS],
];

function toLayer(name: string, drawn: Drawn, colours: Palette): LayerSpecification {
  const { type, colour, filter, minzoom } = drawn;
  const paint =
    type === "fill"
      ? { "fill-color": colours[colour], ...(minzoom ? { "fill-opacity": fadeIn(minzoom) } : {}) }
      : { "line-color": colours[colour], "line-width": byZoom(0.7, 1.2, 3) };
  // An area may stand in a layer of lines and the other way round.
  const shape: FilterSpecification = [
    "in",
    ["geometry-type"],
    ["literal", type === "fill" ? ["Polygon", "MultiPolygon"] : ["LineString", "MultiLineString"]],
  ];
  return {
    id: `${BASEMAP_PREFIX}${name}-${colour}`,
    type,
    source: SOURCE,
    "source-layer": name,
    ...(minzoom === undefined ? {} : { minzoom }),
    filter: filter ? (["all", shape, filter] as FilterSpecification) : shape,
    paint,
  } as LayerSpecification;
}

/** The ground of a PMTiles archive: pictures as they are, or its known layers in the console's own colours. */
export function archiveGround(url: string, facts: ArchiveFacts, metadata: ArchiveMetadata): BasemapGround {
  const { isVector, minzoom, maxzoom, bounds } = facts;
  const tiles = { tiles: [`pmtiles://${url}/{z}/{x}/{y}`], minzoom, maxzoom, bounds };
  const names = new Set(metadata.vector_layers.map(({ id }) => id));
  const source: SourceSpecification = isVector
    ? { type: "vector", ...tiles }
    : { type: "raster", tileSize: 256, ...tiles };
  return {
    sources: { [SOURCE]: source },
    attribution: metadata.attribution,
    layers: ({ colours }) =>
      isVector
        ? KNOWN_LAYERS.filter(([name]) => names.has(name)).flatMap(([name, drawn]) =>
            drawn.map((one) => toLayer(name, one, colours)),
          )
        : [{ id: `${BASEMAP_PREFIX}pictures`, type: "raster", source: SOURCE }],
  };
}
