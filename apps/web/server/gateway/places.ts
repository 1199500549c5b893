import {
  DETAIL_TILE_ZOOM,
  isInRange,
  type Tile,
  type TileRange,
  tileAt,
  tileKey,
  tilesOfLine,
} from "@arterial/api/live/tile-grid";
import type { CityNetwork, LonLat } from "@arterial/domain/city/network";
import type { Device, DeviceKind } from "@arterial/domain/device-kind";

/** A registered device and the point where it stands. */
export interface PlacedDevice {
  id: string;
  kind: DeviceKind;
  point: LonLat;
}

/** Where segments and devices lie on the grid of detail tiles. */
export interface Places {
  tilesOfSegment(id: string): readonly Tile[];
  tilesOfDevice(id: string): readonly Tile[];
  /** Segments that cross a tile, by name; frames point at them by their index. */
  segmentsOfTile(key: number): readonly string[];
  /** Index of a segment among those of a tile; undefined when it does not cross it. */
  segmentIndex(key: number, id: string): number | undefined;
  devices: readonly PlacedDevice[];
  /** Whether a detail tile lies in the city or not far from it; true for all while there is no city. */
  isNear(tile: Tile): boolean;
}

/** What is so many detail tiles away from all streets is not of the city: some 12 km in the middle of Europe. */
const MARGIN_TILES = 4;

const NOWHERE: readonly Tile[] = [];
const NO_NAMES: readonly string[] = [];

/** The tiles from the first to the last of the city's, and `MARGIN_TILES` more on each side; null without any. */
function tilesAround(tiles: readonly Tile[]): TileRange | null {
  if (tiles.length === 0) return null;
  const beyond = 2 ** DETAIL_TILE_ZOOM;
  const range = { z: DETAIL_TILE_ZOOM, minX: beyond, minY: beyond, maxX: 0, maxY: 0 };
  for (const { x, y } of tiles) {
    range.minX = Math.min(range.minX, x - MARGIN_TILES);
    range.maxX = Math.max(range.maxX, x + MARGIN_TILES);
    range.minY = Math.min(range.minY, y - MARGIN_TILES);
    range.maxY = Math.max(range.maxY, y + MARGIN_TILES);
  }
  return range;
}

/** Lays a city's segments and devices on the grid. */
export function createPlaces(options: {
  segments: readonly Pick<CityNetwork["segments"][number], "id" | "line">[];
  devices: readonly Pick<Device, "id" | "kind" | "lon" | "lat">[];
}): Places {
  const tilesBySegment = new Map<string, readonly Tile[]>();
  const namesByTile = new Map<number, Map<string, number>>();
  for (const { id, line } of options.segments) {
    const tiles = tilesOfLine(line, DETAIL_TILE_ZOOM);
    tilesBySegment.set(id, tiles);
    for (const tile of tiles) {
      const key = tileKey(tile);
      const names = namesByTile.get(key) ?? new Map<string, number>();
      namesByTile.set(key, names.set(id, names.size));
    }
  }
  const listed = new Map([...namesByTile].map(([key, names]) => [key, [...names.keys()]]));
  const devices = options.devices.map(
    ({ id, kind, lon, lat }): PlacedDevice => ({
      id,
      kind,
      point: [lon, lat],
    }),
  );
  const near = tilesAround([...tilesBySegment.values()].flat());
  const tilesByDevice = new Map(devices.map(({ id, point }) => [id, [tileAt(point, DETAIL_TILE_ZOOM)]]));
  return {
    tilesOfSegment: (id) => tilesBySegment.get(id) ?? NOWHERE,
    tilesOfDevice: (id) => tilesByDevice.get(id) ?? NOWHERE,
    segmentsOfTile: (key) => listed.get(key) ?? NO_NAMES,
    segmentIndex: (key, id) => namesByTile.get(key)?.get(id),
    devices,
    isNear: (tile) => near === null || isInRange(tile, near),
  };
}

/** No city and no devices. */
export const NO_PLACES: Places = createPlaces({ segments: [], devices: [] });
