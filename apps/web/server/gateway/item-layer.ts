import type { LayerMessage } from "@arterial/api/live/contract";

/** The newest state of one layer's items, and the running number of its frames. */
export class ItemLayer<Item extends { id: string }> {
  #items = new Map<string, { item: Item; text: string }>();
  #seq = 0;
  #at = 0;

  /** The whole layer as a client gets it when it joins, or after it lost the thread. */
  snapshot(): LayerMessage<Item> {
    const items = [...this.#items.values()].map(({ item }) => item);
    return { kind: "snapshot", seq: this.#seq, at: this.#at, items };
  }

  /** Takes changed items; null when they change nothing. */
  takeChanges(at: number, items: readonly Item[]): LayerMessage<Item> | null {
    const changed = items.filter((item) => this.#put(item));
    this.#at = Math.max(this.#at, at);
    if (changed.length === 0) return null;
    this.#seq += 1;
    return { kind: "delta", seq: this.#seq, at, items: changed };
  }

  /** Takes the whole layer: a delta when only items changed, a snapshot when some left or `isOrdered` and any changed. */
  takeWhole(at: number, items: readonly Item[], isOrdered: boolean): LayerMessage<Item> | null {
    const ids = new Set(items.map(({ id }) => id));
    const left = [...this.#items.keys()].filter((id) => !ids.has(id));
    if (left.length === 0 && !isOrdered) return this.takeChanges(at, items);
    this.#items = new Map();
    for (const item of items) this.#put(item);
    this.#at = Math.max(this.#at, at);
    this.#seq += 1;
    return this.snapshot();
  }

  #put(item: Item): boolean {
    const text = JSON.stringify(item);
    if (this.#items.get(item.id)?.text === text) return false;
    this.#items.set(item.id, { item, text });
    return true;
  }
}
