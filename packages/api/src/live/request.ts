import { z } from "zod";
import { MAX_CLUSTER_TILES, MAX_DETAIL_TILES, MAX_WATCHED_ITEMS } from "./contract.ts";
import { LIVE_LAYERS } from "./layers.ts";
import {
  DETAIL_TILE_ZOOM,
  MAX_CLUSTER_ZOOM,
  MIN_CLUSTER_ZOOM,
  type TileRange,
  tileCount,
} from "./tile-grid.ts";

const index = z.number().int().min(0).max(8_191);

function isWhole({ minX, minY, maxX, maxY, z: zoom }: TileRange): boolean {
  const last = 2 ** zoom - 1;
  return minX <= maxX && minY <= maxY && maxX <= last && maxY <= last;
}

function rangeSchema(zooms: { min: number; max: number }, maxTiles: number) {
  const zoom = z.number().int().min(zooms.min).max(zooms.max);
  return z
    .object({ z: zoom, minX: index, minY: index, maxX: index, maxY: index })
    .refine((range) => isWhole(range) && tileCount(range) <= maxTiles);
}

/** Payload of `watch`. */
export const watchRequestSchema = z.object({
  layers: z.array(z.enum(LIVE_LAYERS)).max(LIVE_LAYERS.length),
  tiles: rangeSchema({ min: DETAIL_TILE_ZOOM, max: DETAIL_TILE_ZOOM }, MAX_DETAIL_TILES).nullable(),
  clusterTiles: rangeSchema({ min: MIN_CLUSTER_ZOOM, max: MAX_CLUSTER_ZOOM }, MAX_CLUSTER_TILES).nullable(),
  items: z
    .array(z.object({ layer: z.enum(["segments", "devices"]), id: z.string().min(1).max(256) }))
    .max(MAX_WATCHED_ITEMS),
});

/** Payload of `resync`. */
export const resyncRequestSchema = z.object({
  layer: z.enum(LIVE_LAYERS),
  tile: z.object({ z: z.number().int().min(0).max(DETAIL_TILE_ZOOM), x: index, y: index }),
});

/** Payload of `seen`. */
export const seenRequestSchema = z.object({ tick: z.number().int().min(0).max(0xffff_ffff) });
