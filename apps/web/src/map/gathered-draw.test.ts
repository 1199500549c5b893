import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { GatheredDraw } from "./gathered-draw.ts";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

function counted(options: { takesMs?: number; isMoving?: () => boolean } = {}) {
  const { takesMs = 0, isMoving = () => false } = options;
  let draws = 0;
  const draw = new GatheredDraw(() => {
    draws += 1;
    return new Promise((resolve) => setTimeout(resolve, takesMs));
  }, isMoving);
  return { draw, draws: () => draws };
}

test("a burst is drawn once", async () => {
  const { draw, draws } = counted();
  for (let count = 0; count < 10; count += 1) draw.ask();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(draws()).toBe(1);
});

test("what comes while it draws waits until that is done, and is not lost", async () => {
  const { draw, draws } = counted({ takesMs: 2_000 });
  draw.ask();
  await vi.advanceTimersByTimeAsync(200);
  draw.ask();
  await vi.advanceTimersByTimeAsync(1_500);
  expect(draws()).toBe(1);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(draws()).toBe(2);
});

test("a moved map is drawn once a second, and at once again when it rests", async () => {
  let isMoving = true;
  const { draw, draws } = counted({ isMoving: () => isMoving });
  const asking = setInterval(() => draw.ask(), 50);
  await vi.advanceTimersByTimeAsync(3_000);
  expect(draws()).toBe(3);
  isMoving = false;
  await vi.advanceTimersByTimeAsync(1_000);
  clearInterval(asking);
  expect(draws()).toBeGreaterThanOrEqual(7);
});

test("draws no more after it was stopped", async () => {
  const { draw, draws } = counted();
  draw.ask();
  draw.stop();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(draws()).toBe(0);
});
