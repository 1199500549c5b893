/**
 * What a client can watch. `vehicles`, `segments` and `devices` come by tiles of `DETAIL_TILE_ZOOM`, `clusters` by tiles
 * of the map's own zoom, `figures` and `abnormal` whole.
 */
export const LIVE_LAYERS = ["vehicles", "segments", "devices", "clusters", "figures", "abnormal"] as const;
export type LiveLayer = (typeof LIVE_LAYERS)[number];
/** Layers that are the same for everybody, wherever they look. */
export const WHOLE_LAYERS = ["figures", "abnormal"] as const satisfies readonly LiveLayer[];
export type WholeLayer = (typeof WHOLE_LAYERS)[number];
/** Layers that a client sees a part of. */
export type TiledLayer = Exclude<LiveLayer, WholeLayer>;

export function isWholeLayer(layer: LiveLayer): layer is WholeLayer {
  return layer === "figures" || layer === "abnormal";
}
