import { type Camera, type ScreenPoint, shiftBetween } from "./camera.ts";
import type { OverlayScene } from "./overlay.ts";

/** Longest gap between two frames while vehicles move, ms: about 30 frames a second. */
const FRAME_INTERVAL_MS = 32;
/** Longest gap between two frames while the map is panned, ms. */
const PAN_INTERVAL_MS = 250;
/** Farthest that a frame is moved instead of drawn again, px: beyond its edge it shows nothing. */
const MAX_SHIFT_PX = 48;
/** How often the overlay looks when nothing moves, ms. */
const STEP_INTERVAL_MS = 1_000;

/** A canvas over the map. */
export interface OverlayCanvas {
  draw(scene: OverlayScene): void;
}

/** What a loop draws, and of what. */
export interface DrawnOver {
  canvases: readonly OverlayCanvas[];
  /** Moves all canvases by so many px of the screen from where they were drawn. */
  moveBy(shift: ScreenPoint): void;
  scene(): OverlayScene;
  /** Whether anything moves by itself; asked at each frame of the browser: it has to be cheap. */
  isMoving(): boolean;
}

/** Time spent on drawing, for measurement. */
export interface DrawTimes {
  frames: number;
  totalMs: number;
  maxMs: number;
}

/**
 * Has the canvases over the map drawn frame by frame while vehicles move, and moves or draws them at once when the camera does, so that it
 * never trails the ground. Without movement it sleeps.
 */
export class OverlayLoop {
  readonly times: DrawTimes = { frames: 0, totalMs: 0, maxMs: 0 };
  readonly #over: DrawnOver;
  #request = 0;
  #drawnAt = 0;
  #drawnCamera: Camera | undefined;
  #isDrawnForCamera = false;

  constructor(over: DrawnOver) {
    this.#over = over;
  }

  start(): void {
    const tick = (now: number): void => {
      this.#request = requestAnimationFrame(tick);
      // While the camera moves it has every frame drawn; another time would be for nothing.
      const isDrawn = this.#isDrawnForCamera;
      this.#isDrawnForCamera = false;
      const intervalMs = this.#over.isMoving() ? FRAME_INTERVAL_MS : STEP_INTERVAL_MS;
      if (!isDrawn && now - this.#drawnAt >= intervalMs) this.#draw(now);
    };
    this.#request = requestAnimationFrame(tick);
  }

  stop(): void {
    cancelAnimationFrame(this.#request);
  }

  /** Follows the camera: a small pan moves the last frame, everything else draws another. */
  follow(camera: Camera): void {
    const shift = this.#drawnCamera && shiftBetween(this.#drawnCamera, camera);
    const isNear = shift && Math.max(Math.abs(shift.x), Math.abs(shift.y)) <= MAX_SHIFT_PX;
    if (isNear && performance.now() - this.#drawnAt < PAN_INTERVAL_MS) {
      this.#isDrawnForCamera = true;
      this.#over.moveBy(shift);
    } else this.drawNow();
  }

  /** Draws now: what is shown changed. */
  drawNow(): void {
    this.#isDrawnForCamera = true;
    this.#draw(performance.now());
  }

  #draw(now: number): void {
    this.#drawnAt = now;
    const startedAt = performance.now();
    const scene = this.#over.scene();
    this.#drawnCamera = scene.camera;
    for (const canvas of this.#over.canvases) canvas.draw(scene);
    this.#over.moveBy({ x: 0, y: 0 });
    const tookMs = performance.now() - startedAt;
    this.times.frames += 1;
    this.times.totalMs += tookMs;
    this.times.maxMs = Math.max(this.times.maxMs, tookMs);
  }
}
