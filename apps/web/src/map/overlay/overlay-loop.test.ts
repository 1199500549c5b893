import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { Overlay, OverlayScene } from "./overlay.ts";
import { OverlayLoop } from "./overlay-loop.ts";

const FRAME_MS = 100;
const SCENE = {} as OverlayScene;

let frames: FrameRequestCallback[] = [];
let now = 0;
beforeEach(() => {
  frames = [];
  now = 0;
  vi.stubGlobal("requestAnimationFrame", (callback: FrameRequestCallback) => frames.push(callback));
  vi.stubGlobal("cancelAnimationFrame", () => undefined);
  vi.spyOn(performance, "now").mockImplementation(() => now);
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

function startLoop({ isMoving = true } = {}) {
  let draws = 0;
  const draw = (): void => {
    draws += 1;
  };
  const overlay = { draw } as unknown as Overlay;
  const loop = new OverlayLoop(
    overlay,
    () => SCENE,
    () => isMoving,
  );
  loop.start();
  const frame = (): void => {
    now += FRAME_MS;
    for (const callback of frames.splice(0)) callback(now);
  };
  return { loop, frame, draws: () => draws };
}

it("draws each frame while vehicles move", () => {
  const { frame, draws } = startLoop();
  for (let count = 0; count < 5; count += 1) frame();
  expect(draws()).toBe(5);
});

it("draws once a second while nothing moves", () => {
  const { frame, draws } = startLoop({ isMoving: false });
  for (let count = 0; count < 30; count += 1) frame();
  expect(draws()).toBe(3);
});

it("draws once a frame while the camera moves, and goes on when it holds still", () => {
  const { loop, frame, draws } = startLoop();
  frame();
  for (let count = 0; count < 5; count += 1) {
    loop.drawNow();
    frame();
  }
  expect(draws()).toBe(6);
  frame();
  expect(draws()).toBe(7);
});
