import { setImmediate as nextTurn } from "node:timers/promises";
import { z } from "zod";

/** So many items are checked or taken in one go, a few ms of work. */
export const ITEMS_PER_SLICE = 1_000;

/** What the items of a channel go into. */
export interface SlicedTarget<Item> {
  takeChanges(at: number, items: readonly Item[]): void;
  /** Drops what is not among these: the end of a whole state. */
  keepOnly(ids: ReadonlySet<string>): void;
}

interface Waiting {
  value: unknown;
  isWhole: boolean;
}

/**
 * Takes the frames of a channel in their order. A large one is taken in slices with a turn of the event loop after each,
 * so that clients are served meanwhile; what comes after it waits until it is done. A frame with an item that does not
 * fit is left out as a whole.
 */
export class SlicedIntake<Item extends { id: string }> {
  readonly #field: string;
  readonly #frame: z.ZodType<{ at: number } & Record<string, unknown>>;
  readonly #items: z.ZodType<Item[]>;
  readonly #target: SlicedTarget<Item>;
  readonly #onBad: () => void;
  readonly #waiting: Waiting[] = [];
  #isBusy = false;

  constructor(options: {
    /** Field of the frame that holds the items. */
    field: string;
    item: z.ZodType<Item>;
    target: SlicedTarget<Item>;
    onBad: () => void;
  }) {
    this.#field = options.field;
    this.#frame = z.looseObject({ at: z.number() });
    this.#items = z.array(options.item);
    this.#target = options.target;
    this.#onBad = options.onBad;
  }

  /** Takes a frame at once when it is small and nothing is before it. */
  take(value: unknown, isWhole: boolean): void {
    this.#waiting.push({ value, isWhole });
    if (!this.#isBusy) void this.#run();
  }

  async #run(): Promise<void> {
    this.#isBusy = true;
    for (let next = this.#waiting.shift(); next; next = this.#waiting.shift()) {
      for (const _slice of this.#slicesOf(next)) await nextTurn();
    }
    this.#isBusy = false;
  }

  /** Yields where somebody else may have a turn. */
  *#slicesOf({ value, isWhole }: Waiting): Generator<void> {
    const frame = this.#frame.safeParse(value);
    const raw = frame.success ? frame.data[this.#field] : null;
    if (!frame.success || !Array.isArray(raw)) return this.#onBad();
    const slices: Item[][] = [];
    for (let from = 0; from < raw.length; from += ITEMS_PER_SLICE) {
      const parsed = this.#items.safeParse(raw.slice(from, from + ITEMS_PER_SLICE));
      if (!parsed.success) return this.#onBad();
      slices.push(parsed.data);
      if (raw.length > ITEMS_PER_SLICE) yield;
    }
    const ids = new Set<string>();
    for (const items of slices) {
      this.#target.takeChanges(frame.data.at, items);
      if (isWhole) for (const { id } of items) ids.add(id);
      if (slices.length > 1) yield;
    }
    if (isWhole) this.#target.keepOnly(ids);
  }
}
