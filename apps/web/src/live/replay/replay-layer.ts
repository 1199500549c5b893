import { applyChange, type RecordedChange } from "@arterial/domain/live/replay/live-state";
import { EMPTY_LAYER, type LayerState } from "../layer-state.ts";
import type { Store } from "../store.ts";
import { ReplayQueue } from "./replay-queue.ts";

/** One layer of the replayed city: its state at the shown moment, and what comes next. */
export class ReplayLayer<Item extends { id: string }> {
  readonly queue = new ReplayQueue<Item>();
  readonly #store: Store<LayerState<Item>>;
  #state = new Map<string, Item>();

  constructor(store: Store<LayerState<Item>>) {
    this.#store = store;
  }

  /** Starts from a whole state. */
  begin(items: readonly Item[], changes: readonly RecordedChange<Item>[]): void {
    this.#state = new Map(items.map((item) => [item.id, item]));
    this.queue.clear();
    this.queue.add(changes);
    this.#publish();
  }

  /** Goes on to `t`. */
  advance(t: number): void {
    const changes = this.queue.takeUntil(t);
    if (changes.length === 0) return;
    for (const change of changes) applyChange(this.#state, change);
    this.#publish();
  }

  /** Shows that nothing is known. */
  forget(): void {
    this.#state = new Map();
    this.queue.clear();
    this.#store.set(EMPTY_LAYER);
  }

  #publish(): void {
    this.#store.set({ seq: (this.#store.get().seq ?? 0) + 1, items: new Map(this.#state) });
  }
}
