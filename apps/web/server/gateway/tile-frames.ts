import type { LiveLayer } from "@arterial/api/live/layers";
import { encodeFrame } from "@arterial/api/live/message-codec";
import { type Tile, tileKey } from "@arterial/api/live/tile-grid";

/** The frames of one tile of a layer. Each is encoded when the first client needs it, and then kept. */
export interface TileEntry {
  layer: LiveLayer;
  tile: Tile;
  key: number;
  seq: number;
  /** Bytes that lead from the frame before to this one; the snapshot where nothing shorter does. */
  delta(): Uint8Array;
  snapshot(): Uint8Array;
}

/** A tile with nothing in it is forgotten after this time; who was sent frames of it has long got the last one, ms. */
const FORGET_EMPTY_AFTER_MS = 10 * 60_000;

interface Held extends TileEntry {
  at: number;
  isEmpty: boolean;
  makeDelta: (() => Uint8Array) | null;
  deltaBytes: Uint8Array | null;
  snapshotBytes: Uint8Array | null;
}

/** Numbers and encodes the frames of one layer, tile by tile. */
export class TileFrames {
  readonly #layer: LiveLayer;
  readonly #encodeSnapshot: (tile: Tile, key: number, at: number) => Uint8Array;
  readonly #entries = new Map<number, Held>();
  #changed: Held[] = [];
  /** Highest number of a forgotten tile: one that comes back goes on above it, so that no number means two frames. */
  #forgottenSeq = 0;

  constructor(layer: LiveLayer, encodeSnapshot: (tile: Tile, key: number, at: number) => Uint8Array) {
    this.#layer = layer;
    this.#encodeSnapshot = encodeSnapshot;
  }

  get entries(): Iterable<TileEntry> {
    return this.#entries.values();
  }

  /**
   * Numbers a new frame of a tile, which it leaves with nothing in it if `isEmpty`; `makeDelta` null where only a snapshot
   * tells the change. Once a cut.
   */
  publish(tile: Tile, frame: { at: number; makeDelta: (() => Uint8Array) | null; isEmpty?: boolean }): void {
    const { at, makeDelta, isEmpty = false } = frame;
    const entry = this.#entry(tile, at);
    const seq = entry.seq + 1;
    Object.assign(entry, { seq, at, makeDelta, isEmpty, deltaBytes: null, snapshotBytes: null });
    this.#changed.push(entry);
  }

  /** Forgets tiles that have been empty for long at `now`, by the time that frames are published with. */
  forgetEmpty(now: number): void {
    for (const { isEmpty, at, key, seq } of this.#entries.values()) {
      if (!isEmpty || now - at < FORGET_EMPTY_AFTER_MS) continue;
      this.#entries.delete(key);
      this.#forgottenSeq = Math.max(this.#forgottenSeq, seq);
    }
  }

  /** Tiles with a new frame since the last call. */
  takeChanged(): readonly TileEntry[] {
    const changed = this.#changed;
    this.#changed = [];
    return changed;
  }

  clear(): void {
    this.#entries.clear();
    this.#changed = [];
  }

  #entry(tile: Tile, at: number): Held {
    const key = tileKey(tile);
    const known = this.#entries.get(key);
    if (known) return known;
    const layer = this.#layer;
    const entry: Held = {
      layer,
      tile,
      key,
      seq: this.#forgottenSeq,
      at,
      isEmpty: false,
      makeDelta: null,
      deltaBytes: null,
      snapshotBytes: null,
      delta: () => {
        if (!entry.makeDelta) return entry.snapshot();
        entry.deltaBytes ??= this.#encode(entry, "delta", entry.makeDelta());
        return entry.deltaBytes;
      },
      snapshot: () => {
        entry.snapshotBytes ??= this.#encode(entry, "snapshot", this.#encodeSnapshot(tile, key, entry.at));
        return entry.snapshotBytes;
      },
    };
    this.#entries.set(key, entry);
    return entry;
  }

  #encode({ tile, seq, at }: Held, kind: "snapshot" | "delta", body: Uint8Array): Uint8Array {
    return encodeFrame({ layer: this.#layer, kind, tile, seq, at, body });
  }
}
