import type { AbnormalItem, CityFigure, LiveDevice, LiveSegment, VehiclePosition } from "../frame.ts";

/** Channels whose state is recorded and replayed. */
export const RECORDED_CHANNELS = ["segments", "devices", "figures", "abnormal", "vehicles"] as const;
export type RecordedChannel = (typeof RECORDED_CHANNELS)[number];

/** What the items of each channel are. */
export interface RecordedItems {
  segments: LiveSegment;
  devices: LiveDevice;
  figures: CityFigure;
  abnormal: AbnormalItem;
  vehicles: VehiclePosition;
}

/** A change of one channel's state: items that are new or other, and ids that left. */
export interface RecordedChange<Item> {
  /** The pipeline's clock when it was published, epoch ms. */
  at: number;
  set: Item[];
  drop: string[];
}

/** State of one channel: items by id. */
export type ChannelState<Item> = ReadonlyMap<string, Item>;

/** Applies a change to a state in place and returns it: first what is set, then what is dropped, as in a frame. */
export function applyChange<Item extends { id: string }>(
  state: Map<string, Item>,
  { set, drop }: RecordedChange<Item>,
): Map<string, Item> {
  for (const item of set) state.set(item.id, item);
  for (const id of drop) state.delete(id);
  return state;
}

function sortedKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortedKeys);
  if (value === null || typeof value !== "object") return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, held]) => [key, sortedKeys(held)]));
}

/** Items in the order of their names. */
export function canonicalOrder<Item extends { id: string }>(items: Iterable<Item>): Item[] {
  return [...items].sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** An item as text, with its fields in the order of their names. */
export function canonicalItem(item: { id: string }): string {
  return JSON.stringify(sortedKeys(item));
}

/**
 * Makes one change of all that fall into the same step of `stepMs`; the state at the end of every step is the same. For
 * fast playing, which shows only some of them.
 */
export function coalesceChanges<Item extends { id: string }>(
  changes: readonly RecordedChange<Item>[],
  stepMs: number,
): RecordedChange<Item>[] {
  if (stepMs <= 0) return [...changes];
  const steps = new Map<number, { at: number; set: Map<string, Item>; drop: Set<string> }>();
  for (const { at, set, drop } of changes) {
    const step = steps.get(Math.floor(at / stepMs)) ?? {
      at,
      set: new Map<string, Item>(),
      drop: new Set<string>(),
    };
    steps.set(Math.floor(at / stepMs), step);
    step.at = at;
    for (const item of set) {
      step.set.set(item.id, item);
      step.drop.delete(item.id);
    }
    for (const id of drop) {
      step.set.delete(id);
      step.drop.add(id);
    }
  }
  return [...steps.values()].map(({ at, set, drop }) => ({ at, set: [...set.values()], drop: [...drop] }));
}
