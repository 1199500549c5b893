import {
  DEFAULT_DETAIL_ZOOMS,
  type DetailZooms,
  MAX_CLUSTER_TILES,
  MAX_DETAIL_FROM_ZOOM,
  MAX_DETAIL_TILES,
  type WatchRequest,
} from "@arterial/api/live/contract";
import type { LiveLayer, TiledLayer } from "@arterial/api/live/layers";
import {
  DETAIL_TILE_ZOOM,
  MAX_CLUSTER_ZOOM,
  MIN_CLUSTER_ZOOM,
  tileCount,
  tilesOfBounds,
} from "@arterial/api/live/tile-grid";

/** What the map shows: its bounds (west, south, east, north) and zoom. */
export interface MapView {
  bounds: readonly [number, number, number, number];
  zoom: number;
}

/** Everything that decides what is watched. */
export interface WatchNeeds {
  layers: ReadonlySet<LiveLayer>;
  view: MapView | null;
  items: WatchRequest["items"];
  detailZooms: DetailZooms;
}

export const NO_NEEDS: WatchNeeds = {
  layers: new Set(),
  view: null,
  items: [],
  // Until the gateway says how dense the city is, it is not asked for more devices than any screen needs.
  detailZooms: { ...DEFAULT_DETAIL_ZOOMS, devices: MAX_DETAIL_FROM_ZOOM },
};

/** Whether a view is near enough for single items of a layer. */
export function isDetailed(layer: TiledLayer, zoom: number, zooms: DetailZooms): boolean {
  if (layer === "vehicles" || layer === "devices") return zoom >= zooms[layer];
  return layer !== "clusters";
}

/** What to ask the gateway for: details where they are readable, clusters where they are not. */
export function watchRequest({ layers, view, items, detailZooms }: WatchNeeds): WatchRequest {
  if (view === null) {
    const whole = [...layers].filter((layer) => layer === "figures" || layer === "abnormal");
    const shown = items.map(({ layer }) => layer);
    return { layers: [...new Set([...whole, ...shown])], tiles: null, clusterTiles: null, items };
  }
  const { bounds, zoom } = view;
  const isShown = (layer: LiveLayer): boolean =>
    layer === "figures" || layer === "abnormal" || isDetailed(layer, zoom, detailZooms);
  const shown = [...layers].filter(isShown);
  const isClustered = (["vehicles", "devices"] as const).some(
    (layer) => layers.has(layer) && !isDetailed(layer, zoom, detailZooms),
  );
  const clusterZoom = Math.max(MIN_CLUSTER_ZOOM, Math.min(MAX_CLUSTER_ZOOM, Math.floor(zoom)));
  const tiles = tilesOfBounds(bounds, DETAIL_TILE_ZOOM);
  const clusterTiles = isClustered ? tilesOfBounds(bounds, clusterZoom) : null;
  const forItems = items.map(({ layer }) => layer);
  return {
    layers: [...new Set([...shown, ...forItems, ...(isClustered ? (["clusters"] as const) : [])])],
    tiles: tileCount(tiles) <= MAX_DETAIL_TILES ? tiles : middleOf(tiles),
    clusterTiles: clusterTiles && tileCount(clusterTiles) <= MAX_CLUSTER_TILES ? clusterTiles : null,
    items,
  };
}

/** The middle of a range that is too large, as wide and high as is allowed. */
function middleOf(range: ReturnType<typeof tilesOfBounds>): ReturnType<typeof tilesOfBounds> {
  const half = Math.floor(Math.sqrt(MAX_DETAIL_TILES) / 2);
  const clip = (from: number, to: number): [number, number] => {
    const middle = Math.floor((from + to) / 2);
    return [Math.max(from, middle - half + 1), Math.min(to, middle + half)];
  };
  const [minX, maxX] = clip(range.minX, range.maxX);
  const [minY, maxY] = clip(range.minY, range.maxY);
  return { z: range.z, minX, minY, maxX, maxY };
}
