import { DEFAULT_DETAIL_ZOOMS } from "@arterial/api/live/contract";
import { fromMercator, tilesOfBounds } from "@arterial/api/live/tile-grid";
import type { MapView } from "../../live/view-watch.ts";

/** Degrees. */
export type Box = [west: number, south: number, east: number, north: number];

/** Wider than any screen at the zoom of the blocks: a view that needs more is not asked for whole. */
const MAX_BLOCKS = 64;

function boundsOfTile(x: number, y: number, z: number): Box {
  const tiles = 2 ** z;
  const [west, north] = fromMercator(x / tiles, y / tiles);
  const [east, south] = fromMercator((x + 1) / tiles, (y + 1) / tiles);
  return [west, south, east, north];
}

/** When devices are shown one by one. */
interface Detail {
  /** From which zoom on they are in the live city. */
  fromZoom: number;
  isReplay: boolean;
}

/**
 * Whether devices are shown one by one at a zoom. A replay, which has no clusters, shows them at every one, unless there
 * are too many of them for the zoom at which others begin.
 */
export function showsDevices(zoom: number, { fromZoom, isReplay }: Detail): boolean {
  return zoom >= fromZoom || (isReplay && fromZoom <= DEFAULT_DETAIL_ZOOMS.devices);
}

/**
 * The blocks of the map, each as wide as 512 px where devices begin to be shown one by one, that a view touches: by them
 * devices are asked for, so that what one needs is bounded by the screen and stays when the map moves a little. None where
 * devices are not shown.
 */
export function deviceBlocks({ bounds, zoom }: MapView, detail: Detail): Box[] {
  if (!showsDevices(zoom, detail)) return [];
  const z = Math.max(0, Math.floor(Math.min(zoom, detail.fromZoom)));
  const { minX, minY, maxX, maxY } = tilesOfBounds(bounds, z);
  const blocks: Box[] = [];
  for (let y = minY; y <= maxY; y += 1) {
    for (let x = minX; x <= maxX; x += 1) blocks.push(boundsOfTile(x, y, z));
  }
  return blocks.slice(0, MAX_BLOCKS);
}
