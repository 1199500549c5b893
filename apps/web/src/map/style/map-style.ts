import type { BasemapGround } from "../basemap/basemap-ground.ts";
import type { LayerSpecification, SourceSpecification, StyleSpecification } from "../map-types.ts";
import { groundLayers } from "./ground-layers.ts";
import { labelLayers } from "./label-layers.ts";
import { roadLayers } from "./road-layers.ts";
import { CITY_SOURCE, type StyleContext } from "./style-context.ts";

/** Where the base tiles are and what they cover. */
export interface BaseTiles {
  /** Address of a tile with `{z}`, `{x}` and `{y}`. */
  url: string;
  /** West, south, east, north in degrees. */
  bounds: [number, number, number, number];
  minzoom: number;
  maxzoom: number;
}

/** Layers of the data, by where they stand in the order of drawing. */
export interface DataLayers {
  sources: Record<string, SourceSpecification>;
  /** Between ground and roads' labels: heat and congestion. */
  belowLabels: LayerSpecification[];
  /** Above the labels: markers of areas and devices. */
  aboveLabels: LayerSpecification[];
}

/** The lowest layer of the city's network, below which a basemap lies. */
export const LOWEST_ROAD_LAYER = "railway";

/** The whole style: ground, a basemap if there is one, roads, data below the labels, labels, data above them. */
export function mapStyle(
  context: StyleContext,
  tiles: BaseTiles,
  { data, basemap }: { data: DataLayers; basemap?: BasemapGround | null | undefined },
): StyleSpecification {
  return {
    version: 8,
    sources: {
      [CITY_SOURCE]: {
        type: "vector",
        tiles: [tiles.url],
        bounds: tiles.bounds,
        minzoom: tiles.minzoom,
        maxzoom: tiles.maxzoom,
        promoteId: { segment: "id", zone: "id" },
      },
      ...basemap?.sources,
      ...data.sources,
    },
    layers: [
      ...groundLayers(context),
      ...(basemap?.layers(context) ?? []),
      ...roadLayers(context),
      ...data.belowLabels,
      ...labelLayers(context),
      ...data.aboveLabels,
    ],
    transition: { duration: 160, delay: 0 },
  };
}
