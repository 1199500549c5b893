import type { LayerState } from "./layer-state.ts";
import type { Store } from "./store.ts";

/** Items of one layer as its tiles tell them. An item that several tiles hold is there as long as one of them has it. */
export class ItemLayer<Item extends { id: string }> {
  readonly #store: Store<LayerState<Item>>;
  readonly #items = new Map<string, Item>();
  readonly #tilesById = new Map<string, Set<number>>();
  readonly #idsByTile = new Map<number, Set<string>>();
  #isChanged = false;

  constructor(store: Store<LayerState<Item>>) {
    this.#store = store;
  }

  /** A tile holds these items and no others. */
  replace(tile: number, items: readonly Item[]): void {
    const ids = new Set(items.map(({ id }) => id));
    for (const id of [...(this.#idsByTile.get(tile) ?? [])]) if (!ids.has(id)) this.#leave(tile, id);
    this.put(tile, items);
    this.#isChanged = true;
  }

  put(tile: number, items: readonly Item[]): void {
    const ids = this.#idsByTile.get(tile) ?? new Set<string>();
    this.#idsByTile.set(tile, ids);
    for (const item of items) {
      ids.add(item.id);
      const tiles = this.#tilesById.get(item.id) ?? new Set<number>();
      this.#tilesById.set(item.id, tiles.add(tile));
      this.#items.set(item.id, item);
    }
    this.#isChanged ||= items.length > 0;
  }

  leave(tile: number, ids: readonly string[]): void {
    for (const id of ids) this.#leave(tile, id);
  }

  holds(tile: number, ids: ReadonlySet<string>): boolean {
    const held = this.#idsByTile.get(tile);
    return held !== undefined && [...ids].some((id) => held.has(id));
  }

  drop(tile: number): void {
    for (const id of [...(this.#idsByTile.get(tile) ?? [])]) this.#leave(tile, id);
    this.#idsByTile.delete(tile);
  }

  /** Tells those who look, once for all changes of a message. */
  publish(): void {
    if (!this.#isChanged) return;
    this.#isChanged = false;
    this.#store.set({ seq: (this.#store.get().seq ?? 0) + 1, items: new Map(this.#items) });
  }

  #leave(tile: number, id: string): void {
    this.#idsByTile.get(tile)?.delete(id);
    const tiles = this.#tilesById.get(id);
    if (!tiles?.delete(tile) || tiles.size > 0) return;
    this.#tilesById.delete(id);
    this.#items.delete(id);
    this.#isChanged = true;
  }
}
