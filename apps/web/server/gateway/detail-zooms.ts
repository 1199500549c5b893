import { DEFAULT_DETAIL_ZOOMS, type DetailZooms, MAX_DETAIL_FROM_ZOOM } from "@arterial/api/live/contract";
import { DETAIL_TILE_ZOOM, tileAt, tileKey } from "@arterial/api/live/tile-grid";
import type { LonLat } from "@arterial/domain/city/network";

/** A screen of 1920 by 1080 px covers so many detail tiles at zoom 11, where one is 128 px wide. */
const TILES_ON_SCREEN_AT_11 = (1_920 / 128) * (1_080 / 128);
/** More points than this on one screen are neither read nor drawn in time. */
const MAX_ON_SCREEN = { vehicles: 5_000, devices: 2_500 };

function detailZoom(points: Iterable<LonLat>, limit: number, from: number): number {
  const counts = new Map<number, number>();
  let total = 0;
  for (const point of points) {
    const key = tileKey(tileAt(point, DETAIL_TILE_ZOOM));
    counts.set(key, (counts.get(key) ?? 0) + 1);
    total += 1;
  }
  const densest = [...counts.values()].reduce((most, count) => Math.max(most, count), 0);
  for (let zoom = from; zoom < MAX_DETAIL_FROM_ZOOM; zoom += 1) {
    const tiles = TILES_ON_SCREEN_AT_11 * 4 ** (11 - zoom);
    if (Math.min(total, densest * tiles) <= limit) return zoom;
  }
  return MAX_DETAIL_FROM_ZOOM;
}

/** From which zoom on a screen of this city holds few enough of its items to show each. */
export function findDetailZoom(layer: keyof DetailZooms, points: Iterable<LonLat>): number {
  return detailZoom(points, MAX_ON_SCREEN[layer], DEFAULT_DETAIL_ZOOMS[layer]);
}
