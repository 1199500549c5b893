import { DETAIL_TILE_ZOOM, type Tile, tileAt, tileKey, tilesOfLine } from "@arterial/api/live/tile-grid";
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
}

const NOWHERE: readonly Tile[] = [];
const NO_NAMES: readonly string[] = [];

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
  const tilesByDevice = new Map(devices.map(({ id, point }) => [id, [tileAt(point, DETAIL_TILE_ZOOM)]]));
  return {
    tilesOfSegment: (id) => tilesBySegment.get(id) ?? NOWHERE,
    tilesOfDevice: (id) => tilesByDevice.get(id) ?? NOWHERE,
    segmentsOfTile: (key) => listed.get(key) ?? NO_NAMES,
    segmentIndex: (key, id) => namesByTile.get(key)?.get(id),
    devices,
  };
}

/** No city and no devices. */
export const NO_PLACES: Places = createPlaces({ segments: [], devices: [] });
