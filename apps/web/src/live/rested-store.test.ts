import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { restedStore } from "./rested-store.ts";
import { createStore } from "./store.ts";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

it("takes the first value at once, and of a movement only where it ends", () => {
  const view = createStore<number | null>(null);
  const rested = restedStore(view, 150);
  const told: (number | null)[] = [];
  rested.subscribe(() => told.push(rested.get()));
  view.set(0);
  expect(told).toEqual([0]);
  // A second of panning by key at sixty frames.
  for (let frame = 1; frame <= 60; frame += 1) {
    view.set(frame);
    vi.advanceTimersByTime(16);
  }
  expect(told).toEqual([0]);
  vi.advanceTimersByTime(150);
  expect(told).toEqual([0, 60]);
});
