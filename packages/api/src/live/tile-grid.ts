import type { LonLat } from "@arterial/domain/city/network";

/** Zoom of the fixed grid of tiles that single vehicles, segments and devices are sent by (Web Mercator, XYZ). */
export const DETAIL_TILE_ZOOM = 13;
/** Zooms of the tiles that clusters are sent by; one tile is as wide as 512 px of a map at that zoom. */
export const MIN_CLUSTER_ZOOM = 4;
export const MAX_CLUSTER_ZOOM = DETAIL_TILE_ZOOM;
/** A cluster tile is cut into so many cells a side: one cluster each. */
export const CLUSTER_CELLS = 4;
/** Steps of a position within its tile; at the equator one step is 7 cm. */
const POSITION_STEPS = 65_535;
const MAX_MERCATOR_LAT = 85.051_129;

/** One tile of the grid. */
export interface Tile {
  z: number;
  x: number;
  y: number;
}

/** Tiles of one zoom from (minX, minY) to (maxX, maxY), both included. */
export interface TileRange {
  z: number;
  minX: number;
  minY: number;
  maxX: number;
  maxY: number;
}

/** The one tile of what is not cut by place: figures and the list of what is abnormal. */
export const WORLD_TILE: Tile = { z: 0, x: 0, y: 0 };

/** A tile as one number, for maps. */
export function tileKey({ z, x, y }: Tile): number {
  return (z * 8_192 + x) * 8_192 + y;
}

/** Position in units of the world's width, x to the east and y to the south, both 0 to 1. */
export function toMercator([lon, lat]: LonLat): { x: number; y: number } {
  const limited = Math.max(-MAX_MERCATOR_LAT, Math.min(MAX_MERCATOR_LAT, lat));
  const sine = Math.sin((limited * Math.PI) / 180);
  const x = (lon + 180) / 360;
  const y = 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI);
  return { x: Math.max(0, Math.min(1 - 1e-12, x)), y: Math.max(0, Math.min(1 - 1e-12, y)) };
}

/** The other way round. */
export function fromMercator(x: number, y: number): LonLat {
  const lat = (Math.atan(Math.sinh(Math.PI * (1 - 2 * y))) * 180) / Math.PI;
  return [x * 360 - 180, lat];
}

/** The tile of a zoom that a position lies in. */
export function tileAt(point: LonLat, z: number): Tile {
  const { x, y } = toMercator(point);
  const tiles = 2 ** z;
  return { z, x: Math.floor(x * tiles), y: Math.floor(y * tiles) };
}

/** The tiles of a zoom that bounds (west, south, east, north in degrees) touch. */
export function tilesOfBounds(
  [west, south, east, north]: readonly [number, number, number, number],
  z: number,
): TileRange {
  const from = tileAt([west, north], z);
  const to = tileAt([east, south], z);
  return { z, minX: from.x, minY: from.y, maxX: to.x, maxY: to.y };
}

/** How many tiles a range has. */
export function tileCount({ minX, minY, maxX, maxY }: TileRange): number {
  return (maxX - minX + 1) * (maxY - minY + 1);
}

export function isInRange({ z, x, y }: Tile, range: TileRange): boolean {
  return z === range.z && x >= range.minX && x <= range.maxX && y >= range.minY && y <= range.maxY;
}

/** Where a position lies in its tile, in steps of 1/65535 of its side; positions outside go to the edge. */
export function toTileSteps(point: LonLat, tile: Tile): { stepX: number; stepY: number } {
  const { x, y } = toMercator(point);
  const tiles = 2 ** tile.z;
  const toStep = (share: number) => Math.max(0, Math.min(POSITION_STEPS, Math.round(share * POSITION_STEPS)));
  return { stepX: toStep(x * tiles - tile.x), stepY: toStep(y * tiles - tile.y) };
}

/** The other way round. */
export function fromTileSteps(tile: Tile, stepX: number, stepY: number): LonLat {
  const tiles = 2 ** tile.z;
  return fromMercator((tile.x + stepX / POSITION_STEPS) / tiles, (tile.y + stepY / POSITION_STEPS) / tiles);
}

/** Every tile of a zoom that a line passes, found at steps of a quarter of a tile. */
export function tilesOfLine(line: readonly LonLat[], z: number): Tile[] {
  const found = new Map<number, Tile>();
  const put = (tile: Tile): void => void found.set(tileKey(tile), tile);
  const quarters = 4 * 2 ** z;
  for (const [index, end] of line.entries()) {
    const start = line[index - 1] ?? end;
    const [a, b] = [toMercator(start), toMercator(end)];
    const steps = Math.ceil(Math.hypot(b.x - a.x, b.y - a.y) * quarters) + 1;
    for (let step = 0; step <= steps; step += 1) {
      const share = step / steps;
      put(tileAt(fromMercator(a.x + (b.x - a.x) * share, a.y + (b.y - a.y) * share), z));
    }
  }
  return [...found.values()];
}
