import { beforeEach, expect, it } from "vitest";
import { createLastKnownKeeper, LAST_KNOWN_KEY } from "./last-known-store.ts";

let held: Map<string, string>;
beforeEach(() => {
  held = new Map();
});

const createTab = () =>
  createLastKnownKeeper({
    getItem: (key) => held.get(key) ?? null,
    setItem: (key, value) => void held.set(key, value),
  });

it("keeps the newest of what is known", () => {
  const tab = createTab();
  tab.keep("one", 0);
  tab.keep("two", 5_000);
  expect(held.get(LAST_KNOWN_KEY)).toBe("two");
});

it("does not write again what was taken away while its own line is still live", () => {
  const tab = createTab();
  tab.keep("one", 0);
  held.clear();
  for (const nowMs of [5_000, 10_000, 15_000]) tab.keep("seen by who has signed out", nowMs);
  expect(held.size).toBe(0);
});

it("goes on when the line is live long after", () => {
  const tab = createTab();
  tab.keep("one", 0);
  held.clear();
  tab.keep("two", 5_000);
  tab.keep("three", 20_000);
  expect(held.get(LAST_KNOWN_KEY)).toBe("three");
});
