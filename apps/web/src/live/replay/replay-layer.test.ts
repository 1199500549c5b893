import { expect, test } from "vitest";
import { EMPTY_LAYER, type LayerState } from "../layer-state.ts";
import { createStore } from "../store.ts";
import { ReplayLayer } from "./replay-layer.ts";

interface Item {
  id: string;
  n: number;
}
const change = (at: number, n: number, drop: string[] = []) => ({ at, set: [{ id: "a", n }], drop });

function layerAt(changes: ReturnType<typeof change>[]) {
  const store = createStore<LayerState<Item>>(EMPTY_LAYER);
  const layer = new ReplayLayer(store);
  layer.begin([{ id: "b", n: 0 }], changes);
  return { layer, items: () => Object.fromEntries([...store.get().items].map(([id, { n }]) => [id, n])) };
}

test("shows each change from the moment it was published, never before", () => {
  const { layer, items } = layerAt([change(10, 1), change(20, 2, ["b"])]);
  expect(items()).toEqual({ b: 0 });
  layer.advance(9);
  expect(items()).toEqual({ b: 0 });
  layer.advance(10);
  expect(items()).toEqual({ a: 1, b: 0 });
  layer.advance(99);
  expect(items()).toEqual({ a: 2 });
});

test("goes on with the window that was fetched meanwhile, and starts anew at another moment", () => {
  const { layer, items } = layerAt([change(10, 1)]);
  layer.queue.add([change(30, 3)]);
  layer.advance(30);
  expect(items()).toEqual({ a: 3, b: 0 });
  layer.queue.add([change(40, 4)]);
  layer.begin([{ id: "c", n: 7 }], []);
  layer.advance(99);
  expect(items()).toEqual({ c: 7 });
});
