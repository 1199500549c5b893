import { expect, test } from "vitest";
import { createStore } from "./store.ts";

test("a store tells its listeners of a new value, not of the same one, and not after they left", () => {
  const store = createStore(1);
  const seen: number[] = [];
  const stop = store.subscribe(() => seen.push(store.get()));
  store.set(2);
  store.set(2);
  stop();
  store.set(3);
  expect(seen).toEqual([2]);
});
