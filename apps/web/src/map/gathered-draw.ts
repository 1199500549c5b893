/** What comes in a burst is drawn together, ms. */
const GATHER_MS = 150;
/** Time between two drawings while the map is moved, ms: the frames of the movement come first. */
const MOVING_INTERVAL_MS = 1_000;

/** Draws a short while after it was asked to, and not again before the last drawing is done. */
export class GatheredDraw {
  readonly #draw: () => Promise<unknown>;
  readonly #isMoving: () => boolean;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #drawnAt = Number.NEGATIVE_INFINITY;
  #isAsked = false;
  #isDrawing = false;

  constructor(draw: () => Promise<unknown>, isMoving: () => boolean) {
    this.#draw = draw;
    this.#isMoving = isMoving;
  }

  ask(): void {
    this.#isAsked = true;
    if (!this.#isDrawing) this.#timer ??= setTimeout(() => void this.#look(), GATHER_MS);
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#isAsked = false;
  }

  async #look(): Promise<void> {
    this.#timer = undefined;
    if (!this.#isAsked) return;
    const now = performance.now();
    if (this.#isMoving() && now - this.#drawnAt < MOVING_INTERVAL_MS) return this.ask();
    this.#drawnAt = now;
    this.#isAsked = false;
    this.#isDrawing = true;
    try {
      await this.#draw();
    } finally {
      this.#isDrawing = false;
      if (this.#isAsked) this.ask();
    }
  }
}
