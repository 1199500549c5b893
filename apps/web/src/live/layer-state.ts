import type { LayerMessage } from "@arterial/api/live/contract";

/** What a layer holds in the browser: items by id, and the number of the last frame that made them. */
export interface LayerState<Item> {
  seq: number | null;
  items: ReadonlyMap<string, Item>;
}

export const EMPTY_LAYER: LayerState<never> = { seq: null, items: new Map<string, never>() };

export type LayerResult<Item> =
  | { kind: "applied"; state: LayerState<Item> }
  /** A frame is missing before this one: ask for a snapshot, keep what is shown. */
  | { kind: "gap" }
  /** Older than what is held; nothing to do. */
  | { kind: "old" };

/** Applies one message of a layer to its state. */
export function applyLayerMessage<Item extends { id: string }>(
  state: LayerState<Item>,
  message: LayerMessage<Item>,
): LayerResult<Item> {
  if (message.kind === "snapshot") {
    return {
      kind: "applied",
      state: { seq: message.seq, items: new Map(message.items.map((item) => [item.id, item])) },
    };
  }
  if (state.seq === null || message.seq > state.seq + 1) return { kind: "gap" };
  if (message.seq <= state.seq) return { kind: "old" };
  const items = new Map(state.items);
  for (const item of message.items) items.set(item.id, item);
  return { kind: "applied", state: { seq: message.seq, items } };
}
