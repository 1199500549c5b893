import type { RecordedChange } from "@arterial/domain/live/replay/live-state";

/** Changes of one channel that are fetched and not shown yet, oldest first. */
export class ReplayQueue<Item extends { id: string }> {
  #changes: RecordedChange<Item>[] = [];
  #next = 0;

  /** Forgets what was queued. */
  clear(): void {
    this.#changes = [];
    this.#next = 0;
  }

  add(changes: readonly RecordedChange<Item>[]): void {
    this.#changes = [...this.#changes.slice(this.#next), ...changes];
    this.#next = 0;
  }

  /** Changes that had been published at `t`. */
  takeUntil(t: number): RecordedChange<Item>[] {
    const from = this.#next;
    while (this.#next < this.#changes.length && (this.#changes[this.#next]?.at ?? 0) <= t) this.#next += 1;
    return this.#changes.slice(from, this.#next);
  }
}
