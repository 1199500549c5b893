import type { WatchAnswer } from "@arterial/api/live/contract";
import type { Clock } from "@arterial/runtime/clock";

/** A browser gathers what it wants for longer than this. */
const MIN_INTERVAL_MS = 100;
const SUPERSEDED: WatchAnswer = { ok: false, code: "superseded" };

interface Waiting {
  request: unknown;
  answer: (answer: WatchAnswer) => void;
}

/**
 * Takes what one socket asks to watch: one request at a time, at least `MIN_INTERVAL_MS` apart, and of those that come
 * meanwhile only the latest. Each one asks the database who it is and looks through all tiles.
 */
export class WatchQueue {
  readonly #clock: Clock;
  readonly #take: (request: unknown) => Promise<WatchAnswer>;
  readonly #onError: (error: unknown) => void;
  #next: Waiting | null = null;
  #isBusy = false;

  constructor(options: {
    clock: Clock;
    take: (request: unknown) => Promise<WatchAnswer>;
    /** A request could not be taken; it is not answered. */
    onError: (error: unknown) => void;
  }) {
    this.#clock = options.clock;
    this.#take = options.take;
    this.#onError = options.onError;
  }

  put(request: unknown, answer: Waiting["answer"]): void {
    this.#next?.answer(SUPERSEDED);
    this.#next = { request, answer };
    if (!this.#isBusy) void this.#work();
  }

  async #work(): Promise<void> {
    this.#isBusy = true;
    for (let taken = this.#takeNext(); taken !== null; taken = this.#takeNext()) {
      const pause = this.#clock.sleep(MIN_INTERVAL_MS);
      await this.#take(taken.request).then(taken.answer).catch(this.#onError);
      await pause;
    }
    this.#isBusy = false;
  }

  #takeNext(): Waiting | null {
    const next = this.#next;
    this.#next = null;
    return next;
  }
}
