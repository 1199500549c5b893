import type { HeartbeatFrame } from "@arterial/domain/live/frame";
import type { LiveLayer } from "./layers.ts";
import type { Tile, TileRange } from "./tile-grid.ts";

/**
 * The live line between the gateway and a browser.
 *
 * 1. The browser says what it looks at: `watch` with layers, the detail tiles and the cluster tiles of its viewport, and
 *    single items that it shows outside of it. Every `watch` is authorized anew and replaces the one before; of those that
 *    come faster than they are taken, the latest counts.
 * 2. The gateway answers with `live` messages: a snapshot of every tile that came into view, then deltas. Each layer of
 *    each tile has its own running number. Who is slow gets no frames in between but, when he has caught up, a snapshot.
 * 3. A delta that does not follow what the browser holds is a gap: it asks for a snapshot with `resync`.
 * 4. A message of another epoch comes from another gateway: everything known before is dropped first.
 * 5. The browser acknowledges some ticks with `seen` once they are on the screen.
 */

/** Path of the Socket.IO endpoint on the console's own origin. */
export const LIVE_PATH = "/live";

/** The server says that it lives this often, ms; a client that misses it for `LOST_AFTER_MS` calls the line lost. */
export const BEAT_INTERVAL_MS = 1_000;
export const LOST_AFTER_MS = 4_000;
/** A browser says so often which message is on its screen, ms. */
export const SEEN_INTERVAL_MS = 2_000;
/** At most so many detail tiles are watched at once: a wall of 3840 by 2160 px at zoom 11. */
export const MAX_DETAIL_TILES = 1_024;
export const MAX_CLUSTER_TILES = 128;
export const MAX_WATCHED_ITEMS = 16;

/** What a client looks at. */
export interface WatchRequest {
  layers: LiveLayer[];
  /** Detail tiles of the viewport; null while nothing that comes by them is shown. */
  tiles: TileRange | null;
  /** Cluster tiles of the viewport; null while details are shown. */
  clusterTiles: TileRange | null;
  /** Items that are shown though they lie elsewhere, such as the one in the inspector. */
  items: { layer: "segments" | "devices"; id: string }[];
}

/** Why a reader is sent nothing; with `too_many` the session has as many lines open as it may. */
export const READER_REFUSALS = ["signed_out", "forbidden", "too_many"] as const;
export type ReaderRefusal = (typeof READER_REFUSALS)[number];
export type LiveRefusal = ReaderRefusal | "invalid";

/** From which zoom of the map on a layer is watched in detail; below it clusters stand for its items. */
export interface DetailZooms {
  vehicles: number;
  devices: number;
}
export const DEFAULT_DETAIL_ZOOMS: DetailZooms = { vehicles: 10, devices: 11 };
/** However dense a city is, from here on details are watched. */
export const MAX_DETAIL_FROM_ZOOM = 15;

/** A request that another one came after before it was taken is `superseded`: the later one counts. */
export type WatchAnswer =
  | { ok: true; detailZooms: DetailZooms }
  | { ok: false; code: LiveRefusal | "superseded" };

/** The server's own pulse, with the pipeline's last one. */
export interface Beat {
  /** The web server's clock, epoch ms. */
  at: number;
  pipeline: HeartbeatFrame | null;
  /** Since the pipeline was last heard, ms; null when it never was. */
  pipelineAgeMs: number | null;
}

/** Events from server to client. `live` is encoded by `message-codec.ts`. */
export interface ServerEvents {
  beat: (beat: Beat) => void;
  live: (message: Uint8Array | ArrayBuffer) => void;
  refused: (refusal: { code: LiveRefusal }) => void;
}

/** Events from client to server; their payloads are parsed by `request.ts`. */
export interface ClientEvents {
  watch: (request: WatchRequest, answer: (result: WatchAnswer) => void) => void;
  resync: (request: { layer: LiveLayer; tile: Tile }) => void;
  seen: (request: { tick: number }) => void;
}
