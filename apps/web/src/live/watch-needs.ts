import type { DetailZooms, WatchRequest } from "@arterial/api/live/contract";
import type { LiveLayer } from "@arterial/api/live/layers";
import { type MapView, NO_NEEDS, type WatchNeeds, watchRequest } from "./view-watch.ts";

type WatchedItem = WatchRequest["items"][number];

/** Changes that come within this time are asked for together, ms. */
const GATHER_MS = 120;

/** Collects who needs what, and asks when the answer to that changed. */
export class WatchBook {
  readonly #ask: (request: WatchRequest) => void;
  readonly #layers = new Map<LiveLayer, number>();
  readonly #items = new Map<string, { item: WatchedItem; count: number }>();
  #needs: WatchNeeds = NO_NEEDS;
  #asked = "";
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(ask: (request: WatchRequest) => void) {
    this.#ask = ask;
  }

  /** What is needed now. */
  request(): WatchRequest {
    const layers = new Set(this.#layers.keys());
    const items = [...this.#items.values()].map(({ item }) => item);
    return watchRequest({ ...this.#needs, layers, items });
  }

  /** Asks at once, whatever was asked before: there is a new line. */
  askAgain(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const request = this.request();
    this.#asked = JSON.stringify(request);
    this.#ask(request);
  }

  /** The first view is asked for at once, a later one with what else changes. */
  setView(view: MapView): void {
    const isFirst = this.#needs.view === null;
    this.#change({ view });
    if (isFirst) this.askAgain();
  }

  setDetailZooms(detailZooms: DetailZooms): void {
    this.#change({ detailZooms });
  }

  /** Keeps a layer watched until the returned function is called as often as this one. */
  join(layer: LiveLayer): () => void {
    this.#layers.set(layer, (this.#layers.get(layer) ?? 0) + 1);
    this.#schedule();
    return once(() => {
      const left = (this.#layers.get(layer) ?? 1) - 1;
      if (left > 0) this.#layers.set(layer, left);
      else this.#layers.delete(layer);
      this.#schedule();
    });
  }

  /** Keeps one item watched, wherever it lies. */
  joinItem(item: WatchedItem): () => void {
    const key = `${item.layer} ${item.id}`;
    const held = this.#items.get(key) ?? { item, count: 0 };
    held.count += 1;
    this.#items.set(key, held);
    this.#schedule();
    return once(() => {
      held.count -= 1;
      if (held.count === 0) this.#items.delete(key);
      this.#schedule();
    });
  }

  #change(needs: Partial<WatchNeeds>): void {
    this.#needs = { ...this.#needs, ...needs };
    this.#schedule();
  }

  #schedule(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      if (JSON.stringify(this.request()) !== this.#asked) this.askAgain();
    }, GATHER_MS);
  }
}

function once(run: () => void): () => void {
  let isDone = false;
  return () => {
    if (isDone) return;
    isDone = true;
    run();
  };
}
