import { createHash } from "node:crypto";
import { promisify } from "node:util";
import { gzip, gzipSync } from "node:zlib";
import { zonesOf } from "@arterial/db/city/zone-of";
import type { CityNetwork, LonLat } from "@arterial/domain/city/network";
import { fromGeojsonVt } from "@maplibre/vt-pbf";
import type { Feature } from "geojson";
import GeoJSONVT from "geojson-vt";
import { landFeatures, placeFeatures } from "./land-features.ts";
import { roadFeatures, roadLabelFeatures, segmentFeatures } from "./road-features.ts";
import { zoneAreas, zoneBoundaries } from "./zone-areas.ts";

const compress = promisify(gzip);

export const MIN_TILE_ZOOM = 8;
export const MAX_TILE_ZOOM = 16;
const EXTENT = 4096;
/** Goes up when tiles of the same city hold something else: browsers keep those that they have. */
const LAYOUT = 2;
const EMPTY_TILE = gzipSync(new Uint8Array(0));

/** The city's base tiles, made when asked for and kept. */
export interface CityTiles {
  /** Changes with the city's content; part of every tile's address. */
  version: string;
  bounds: [west: number, south: number, east: number, north: number];
  /** Gzipped vector tile; null outside the zooms served. An empty tile is an empty buffer, not null. */
  tile(z: number, x: number, y: number): Promise<Buffer | null>;
}

function boundsOf(city: CityNetwork): CityTiles["bounds"] {
  let [west, south, east, north] = [180, 90, -180, -90];
  const grow = ([lon, lat]: LonLat): void => {
    west = Math.min(west, lon);
    east = Math.max(east, lon);
    south = Math.min(south, lat);
    north = Math.max(north, lat);
  };
  for (const segment of city.segments) segment.line.forEach(grow);
  return [west, south, east, north];
}

function featuresByLayer(city: CityNetwork): Map<string, Feature[]> {
  const layers = landFeatures(city.landUse);
  layers.set("place", placeFeatures(city.landUse));
  layers.set("road", roadFeatures(city.segments, city.junctions));
  layers.set("roadLabel", roadLabelFeatures(city.segments, city.junctions));
  layers.set("segment", segmentFeatures(city.segments, city.junctions));
  const zones = zoneAreas(zonesOf(city.landUse), city.segments);
  layers.set("zone", zones);
  layers.set("zoneBoundary", zoneBoundaries(zones));
  return layers;
}

/** True when a tile lies within the city or at most its own width beside it. */
function isNear(bounds: CityTiles["bounds"], z: number, x: number, y: number): boolean {
  const [west, south, east, north] = bounds;
  const scale = 2 ** z;
  const column = (lon: number) => ((lon + 180) / 360) * scale;
  const row = (lat: number) => ((1 - Math.asinh(Math.tan((lat * Math.PI) / 180)) / Math.PI) / 2) * scale;
  const slack = Math.max(1, 2 ** (z - MAX_TILE_ZOOM) * 16);
  return (
    x + 1 + slack > column(west) &&
    x - slack < column(east) &&
    y + 1 + slack > row(north) &&
    y - slack < row(south)
  );
}

/** Prepares the tiles of a city: slicing happens when a tile is first asked for. */
export function createCityTiles(city: CityNetwork): CityTiles {
  const indices = [...featuresByLayer(city)].map(([layer, features]) => ({
    layer,
    index: new GeoJSONVT(
      { type: "FeatureCollection", features },
      { maxZoom: MAX_TILE_ZOOM, indexMaxZoom: 5, tolerance: 3, extent: EXTENT, buffer: 128 },
    ),
  }));
  const version = createHash("sha256")
    .update(JSON.stringify([LAYOUT, city]))
    .digest("hex")
    .slice(0, 16);
  const bounds = boundsOf(city);
  const kept = new Map<string, Promise<Buffer>>();

  function slice(z: number, x: number, y: number): Promise<Buffer> {
    const layers: Parameters<typeof fromGeojsonVt>[0] = {};
    for (const { layer, index } of indices) {
      const tile = index.getTile(z, x, y);
      if (tile) layers[layer] = tile as unknown as (typeof layers)[string];
    }
    return compress(fromGeojsonVt(layers, { version: 2, extent: EXTENT }));
  }

  return {
    version,
    bounds,
    async tile(z, x, y) {
      if (z < MIN_TILE_ZOOM || z > MAX_TILE_ZOOM) return null;
      if (!isNear(bounds, z, x, y)) return EMPTY_TILE;
      const key = `${z}/${x}/${y}`;
      const made = kept.get(key) ?? slice(z, x, y);
      kept.set(key, made);
      return made;
    },
  };
}
