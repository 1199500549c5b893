import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { Camera, ScreenPoint } from "./camera.ts";
import type { OverlayScene } from "./overlay.ts";
import { OverlayLoop } from "./overlay-loop.ts";

const FRAME_MS = 100;
const CAMERA: Camera = { center: [10.85, 54.6], zoom: 14, widthPx: 1_000, heightPx: 600 };
const SCENE = { camera: CAMERA } as OverlayScene;
/** Degrees of longitude of a px at zoom 14. */
const PX_DEG = 360 / (512 * 2 ** 14);

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
  const shifts: ScreenPoint[] = [];
  const loop = new OverlayLoop({
    canvases: [{ draw }],
    moveBy: (shift) => void shifts.push(shift),
    scene: () => SCENE,
    isMoving: () => isMoving,
  });
  loop.start();
  const frame = (): void => {
    now += FRAME_MS;
    for (const callback of frames.splice(0)) callback(now);
  };
  return { loop, frame, draws: () => draws, shifts };
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

it("moves the frame with a small pan, and draws another after a quarter of a second", () => {
  const { loop, frame, draws, shifts } = startLoop();
  frame();
  for (let step = 1; step <= 2; step += 1) {
    loop.follow({ ...CAMERA, center: [10.85 + step * 10 * PX_DEG, 54.6] });
    frame();
  }
  expect(draws()).toBe(1);
  expect(shifts).toEqual([
    { x: 0, y: 0 },
    { x: -10, y: 0 },
    { x: -20, y: 0 },
  ]);
  now += 200;
  loop.follow({ ...CAMERA, center: [10.85 + 30 * PX_DEG, 54.6] });
  expect(draws()).toBe(2);
  expect(shifts.at(-1)).toEqual({ x: 0, y: 0 });
});

it.each([
  ["a far pan", { center: [10.85 + 60 * PX_DEG, 54.6] }],
  ["another zoom", { zoom: 14.01 }],
  ["another size", { widthPx: 900 }],
] satisfies [string, Partial<Camera>][])("draws at once for %s", (_, change) => {
  const { loop, frame, draws } = startLoop();
  frame();
  loop.follow({ ...CAMERA, ...change });
  expect(draws()).toBe(2);
});
