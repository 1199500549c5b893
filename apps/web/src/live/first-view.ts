import type { MapView } from "./view-watch.ts";

const TILE_PX = 512;
const WORLD_DEG = 360;

/** What a map of this size will about show before it is there: a kept view, or the whole city. */
export function firstView(options: {
  viewport: { center: readonly [number, number]; zoom: number } | null;
  city: readonly [west: number, south: number, east: number, north: number];
  widthPx: number;
  heightPx: number;
}): MapView {
  const { viewport, city, widthPx, heightPx } = options;
  const [west, south, east, north] = city;
  const narrowing = Math.cos((((south + north) / 2) * Math.PI) / 180);
  if (!viewport) {
    const zoomX = Math.log2((widthPx * WORLD_DEG) / (TILE_PX * (east - west)));
    const zoomY = Math.log2((heightPx * WORLD_DEG * narrowing) / (TILE_PX * (north - south)));
    return { bounds: city, zoom: Math.min(zoomX, zoomY) };
  }
  const [lon, lat] = viewport.center;
  const degreesPerPx = WORLD_DEG / (TILE_PX * 2 ** viewport.zoom);
  const [halfX, halfY] = [(widthPx / 2) * degreesPerPx, (heightPx / 2) * degreesPerPx * narrowing];
  return { bounds: [lon - halfX, lat - halfY, lon + halfX, lat + halfY], zoom: viewport.zoom };
}
