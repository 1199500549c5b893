import type { LayerMessage } from "@arterial/api/live/contract";
import { expect, test } from "vitest";
import { applyLayerMessage, EMPTY_LAYER, type LayerState } from "./layer-state.ts";

interface Item {
  id: string;
  value: number;
}

const snapshot: LayerMessage<Item> = { kind: "snapshot", seq: 4, at: 1, items: [{ id: "a", value: 1 }] };
const delta = (seq: number): LayerMessage<Item> => ({
  kind: "delta",
  seq,
  at: 2,
  items: [{ id: "b", value: 2 }],
});

function held(): LayerState<Item> {
  const result = applyLayerMessage<Item>(EMPTY_LAYER, snapshot);
  if (result.kind !== "applied") throw new Error("a snapshot was not taken");
  return result.state;
}

test("a snapshot replaces what was known", () => {
  const result = applyLayerMessage(held(), { ...snapshot, seq: 9, items: [{ id: "z", value: 3 }] });
  expect(result).toMatchObject({ kind: "applied", state: { seq: 9 } });
  expect(result.kind === "applied" && [...result.state.items.keys()]).toEqual(["z"]);
});

test("the next delta adds to it and leaves the old state as it was", () => {
  const before = held();
  const result = applyLayerMessage(before, delta(5));
  expect(result.kind === "applied" && [...result.state.items.keys()]).toEqual(["a", "b"]);
  expect([...before.items.keys()]).toEqual(["a"]);
});

test("a delta after a missing one is a gap", () => {
  expect(applyLayerMessage(held(), delta(6))).toEqual({ kind: "gap" });
});

test("a delta before any snapshot is a gap", () => {
  expect(applyLayerMessage<Item>(EMPTY_LAYER, delta(1))).toEqual({ kind: "gap" });
});

test("a delta that was already part of the snapshot is old", () => {
  expect(applyLayerMessage(held(), delta(4))).toEqual({ kind: "old" });
});
