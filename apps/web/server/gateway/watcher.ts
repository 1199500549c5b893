import type { WatchRequest } from "@arterial/api/live/contract";
import { isWholeLayer, LIVE_LAYERS, type LiveLayer } from "@arterial/api/live/layers";
import { isInRange, tileKey } from "@arterial/api/live/tile-grid";
import type { LiveHub } from "./live-hub.ts";
import type { TileEntry } from "./tile-frames.ts";

const NOTHING: WatchRequest = { layers: [], tiles: null, clusterTiles: null, items: [] };

/** Layer and tile as one number. */
function frameKey(layer: LiveLayer, key: number): number {
  return LIVE_LAYERS.indexOf(layer) * 2 ** 32 + key;
}

/** What one client looks at, and the number of the last frame that it was sent of each tile. */
export class Watcher {
  readonly #hub: LiveHub;
  readonly #sent = new Map<number, number>();
  #request = NOTHING;
  #layers: ReadonlySet<LiveLayer> = new Set();
  #itemTiles: ReadonlySet<number> = new Set();
  #hasForgotten = false;
  /** Frames were left out for him: the next he gets are snapshots of what changed meanwhile. */
  isLagging = false;

  constructor(hub: LiveHub) {
    this.#hub = hub;
  }

  get layers(): ReadonlySet<LiveLayer> {
    return this.#layers;
  }

  get clusterZoom(): number | null {
    return this.#layers.has("clusters") ? (this.#request.clusterTiles?.z ?? null) : null;
  }

  /** Looks elsewhere; what is out of view is forgotten, so that it starts with a snapshot when it comes back. */
  watch(request: WatchRequest): void {
    this.#request = request;
    this.#layers = new Set(request.layers);
    const { places } = this.#hub;
    const tiles = request.items.flatMap(({ layer, id }) => {
      const found = layer === "segments" ? places.tilesOfSegment(id) : places.tilesOfDevice(id);
      return found.map((tile) => frameKey(layer, tileKey(tile)));
    });
    this.#itemTiles = new Set(tiles);
    const kept = new Map<number, number>();
    for (const layer of this.#layers) {
      for (const entry of this.#hub.framesOf(layer).entries) {
        const key = frameKey(layer, entry.key);
        const seq = this.#sent.get(key);
        if (seq !== undefined && this.sees(entry)) kept.set(key, seq);
      }
    }
    this.#sent.clear();
    for (const [key, seq] of kept) this.#sent.set(key, seq);
  }

  sees({ layer, tile, key }: Pick<TileEntry, "layer" | "tile" | "key">): boolean {
    if (!this.#layers.has(layer)) return false;
    if (isWholeLayer(layer)) return true;
    const range = layer === "clusters" ? this.#request.clusterTiles : this.#request.tiles;
    return (range !== null && isInRange(tile, range)) || this.#itemTiles.has(frameKey(layer, key));
  }

  /** Forgets that a tile was sent: its snapshot goes with the next frames, however many are asked for until then. */
  forget(layer: LiveLayer, key: number): void {
    this.#sent.delete(frameKey(layer, key));
    this.#hasForgotten = true;
  }

  /** Forgets all, as when the gateway's epoch changes. */
  forgetAll(): void {
    this.#sent.clear();
    this.watch(this.#request);
  }

  /** Bytes for him of a cut's frames and of what was forgotten, and notes them as sent. */
  framesOf(entries: readonly TileEntry[]): Uint8Array[] {
    const frames: Uint8Array[] = [];
    for (const entry of entries) {
      if (!this.sees(entry)) continue;
      const key = frameKey(entry.layer, entry.key);
      const sent = this.#sent.get(key);
      if (sent === entry.seq) continue;
      frames.push(sent === entry.seq - 1 ? entry.delta() : entry.snapshot());
      this.#sent.set(key, entry.seq);
    }
    return this.#hasForgotten ? [...frames, ...this.missing()] : frames;
  }

  /** Snapshots of everything in view that he does not have the newest frame of. */
  missing(): Uint8Array[] {
    this.#hasForgotten = false;
    const frames: Uint8Array[] = [];
    for (const layer of this.#layers) {
      for (const entry of this.#hub.framesOf(layer).entries) {
        const key = frameKey(layer, entry.key);
        if (!this.sees(entry) || this.#sent.get(key) === entry.seq) continue;
        frames.push(entry.snapshot());
        this.#sent.set(key, entry.seq);
      }
    }
    return frames;
  }
}
