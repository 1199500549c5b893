import type { ItemsBody } from "@arterial/api/live/item-codec";
import type { LiveLayer } from "@arterial/api/live/layers";
import { type Tile, tileKey } from "@arterial/api/live/tile-grid";
import { TileFrames } from "./tile-frames.ts";

interface Dirty<Item> {
  tile: Tile;
  changed: Map<string, Item>;
  left: Set<string>;
}

/** How a layer's items lie on tiles and how they are written. */
export interface ItemTilesOptions<Item extends { id: string }> {
  layer: LiveLayer;
  tilesOf: (id: string) => readonly Tile[];
  /** The whole of a tile. */
  encodeSnapshot: (items: Item[], key: number) => Uint8Array;
  encodeDelta: (body: ItemsBody<Item>, key: number) => Uint8Array;
  /** False where a delta has no way to say that an item left: then the tile's snapshot does. */
  canTellLeft: boolean;
  /** The tile of a layer that is not cut by place: it has a frame as soon as its list is known, be it empty. */
  wholeTile?: Tile;
}

/** The newest state of a layer's items, cut into tiles; between two cuts the latest change of an item wins. */
export class ItemTiles<Item extends { id: string }> {
  readonly frames: TileFrames;
  readonly #options: ItemTilesOptions<Item>;
  #items = new Map<string, { item: Item; text: string }>();
  readonly #idsByTile = new Map<number, Set<string>>();
  readonly #dirty = new Map<number, Dirty<Item>>();
  #at = 0;
  #isListed = false;

  constructor(options: ItemTilesOptions<Item>) {
    this.#options = options;
    this.frames = new TileFrames(options.layer, (_tile, key) =>
      options.encodeSnapshot(this.#itemsOf(key), key),
    );
  }

  get size(): number {
    return this.#items.size;
  }

  *items(): Generator<Item> {
    for (const { item } of this.#items.values()) yield item;
  }

  /** Takes changed items; those that are as before change nothing. */
  takeChanges(at: number, items: readonly Item[]): void {
    this.#at = Math.max(this.#at, at);
    for (const item of items) this.#put(item);
  }

  /** Takes the whole layer: items that are not in it have left. */
  takeWhole(at: number, items: readonly Item[]): void {
    this.takeChanges(at, items);
    this.keepOnly(new Set(items.map(({ id }) => id)));
  }

  /** Ends a whole state: what is not among its items has left. */
  keepOnly(ids: ReadonlySet<string>): void {
    for (const id of [...this.#items.keys()]) if (!ids.has(id)) this.#drop(id);
    const { wholeTile } = this.#options;
    if (wholeTile && !this.#isListed) this.#dirtyAt(wholeTile, tileKey(wholeTile));
    this.#isListed = true;
  }

  /** Numbers one frame for each tile in which something changed. */
  cut(): void {
    for (const [key, { tile, changed, left }] of this.#dirty) {
      const body = { items: [...changed.values()], left: [...left] };
      const { encodeDelta, canTellLeft } = this.#options;
      const canTell = canTellLeft || left.size === 0;
      this.frames.publish(tile, { at: this.#at, makeDelta: canTell ? () => encodeDelta(body, key) : null });
    }
    this.#dirty.clear();
  }

  /** Lays all items on tiles again, as after the city or its devices changed. */
  relay(): void {
    const items = [...this.items()];
    this.#items = new Map();
    this.#idsByTile.clear();
    this.#dirty.clear();
    this.frames.clear();
    this.takeChanges(this.#at, items);
  }

  #itemsOf(key: number): Item[] {
    const ids = this.#idsByTile.get(key) ?? [];
    return [...ids].flatMap((id) => this.#items.get(id)?.item ?? []);
  }

  #put(item: Item): void {
    const text = JSON.stringify(item);
    if (this.#items.get(item.id)?.text === text) return;
    this.#items.set(item.id, { item, text });
    for (const tile of this.#options.tilesOf(item.id)) {
      const key = tileKey(tile);
      const ids = this.#idsByTile.get(key) ?? new Set<string>();
      this.#idsByTile.set(key, ids.add(item.id));
      const dirty = this.#dirtyAt(tile, key);
      dirty.changed.set(item.id, item);
      dirty.left.delete(item.id);
    }
  }

  #drop(id: string): void {
    this.#items.delete(id);
    for (const tile of this.#options.tilesOf(id)) {
      const key = tileKey(tile);
      if (!this.#idsByTile.get(key)?.delete(id)) continue;
      const dirty = this.#dirtyAt(tile, key);
      dirty.changed.delete(id);
      dirty.left.add(id);
    }
  }

  #dirtyAt(tile: Tile, key: number): Dirty<Item> {
    const dirty = this.#dirty.get(key) ?? { tile, changed: new Map(), left: new Set() };
    this.#dirty.set(key, dirty);
    return dirty;
  }
}
