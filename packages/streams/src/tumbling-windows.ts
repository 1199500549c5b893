import { type WindowDefinition, windowStart } from "./window-definition.ts";

/** One window of one key that has closed, or that a late record has changed after it had closed. */
export interface ClosedWindow<State> {
  key: string;
  startAt: number;
  state: State;
  isCorrected: boolean;
}

export interface TumblingWindows<State> {
  /**
   * State of a key in the window that holds `eventAt`, created when missing, for the caller to add to. Undefined when
   * that window is beyond its grace: the record is late and is counted.
   */
  touch(key: string, eventAt: number): State | undefined;
  /** Lets event time pass without giving anything out: what is beyond its grace from now on is late at once. */
  pass(watermarkAt: number): void;
  /** Moves event time forward: every window that ended by then closes, and changed ones are given out again. */
  advance(watermarkAt: number): ClosedWindow<State>[];
  /** Windows that have not closed yet, as they are, oldest first. */
  open(): ClosedWindow<State>[];
  /** Records that came too late for their window. */
  lateCount(): number;
  /** Windows that are open or in grace, of all keys. */
  size(): number;
}

interface Slot<State> {
  startAt: number;
  isClosed: boolean;
  states: Map<string, State>;
  changed: Set<string>;
}

/** What a slot has to tell: all of it the first time, then what was changed. */
function giveOut<State>(slot: Slot<State>): ClosedWindow<State>[] {
  const keys = slot.isClosed ? slot.changed : slot.states.keys();
  const windows = [...keys].map((key) => ({
    key,
    startAt: slot.startAt,
    state: slot.states.get(key) as State,
    isCorrected: slot.isClosed,
  }));
  slot.isClosed = true;
  slot.changed.clear();
  return windows;
}

/**
 * Tumbling windows in event time with grace. Windows close in order of time, their keys in order of first arrival.
 * The order in which records come does not matter as long as adding to the state does not care.
 */
export function createTumblingWindows<State>(
  definition: WindowDefinition,
  createState: () => State,
): TumblingWindows<State> {
  if (definition.slideMs !== definition.sizeMs) throw new RangeError(`${definition.name} does not tumble`);
  const { sizeMs, graceMs } = definition;
  const slots = new Map<number, Slot<State>>();
  /** How far event time has come, and up to where windows were given out. */
  let passedAt = Number.NEGATIVE_INFINITY;
  let closedAt = Number.NEGATIVE_INFINITY;
  let late = 0;

  const isBeyondGrace = (startAt: number) => startAt + sizeMs + graceMs <= passedAt;

  function pass(watermarkAt: number): void {
    passedAt = Math.max(passedAt, watermarkAt);
  }

  function slotAt(startAt: number): Slot<State> | undefined {
    if (isBeyondGrace(startAt)) return undefined;
    const known = slots.get(startAt);
    if (known) return known;
    const isClosed = startAt + sizeMs <= closedAt;
    const slot: Slot<State> = { startAt, isClosed, states: new Map(), changed: new Set() };
    slots.set(startAt, slot);
    return slot;
  }

  return {
    touch(key, eventAt) {
      const slot = slotAt(windowStart(eventAt, sizeMs));
      if (!slot) {
        late += 1;
        return undefined;
      }
      if (slot.isClosed) slot.changed.add(key);
      let state = slot.states.get(key);
      if (state === undefined) {
        state = createState();
        slot.states.set(key, state);
      }
      return state;
    },
    pass,
    advance(watermarkAt) {
      pass(watermarkAt);
      closedAt = passedAt;
      const ended = [...slots.values()]
        .filter((slot) => slot.startAt + sizeMs <= closedAt)
        .sort((a, b) => a.startAt - b.startAt);
      const windows = ended.flatMap(giveOut);
      for (const slot of ended) {
        if (isBeyondGrace(slot.startAt)) slots.delete(slot.startAt);
      }
      return windows;
    },
    open: () =>
      [...slots.values()]
        .filter((slot) => !slot.isClosed)
        .sort((a, b) => a.startAt - b.startAt)
        .flatMap(({ startAt, states }) =>
          [...states].map(([key, state]) => ({ key, startAt, state, isCorrected: false })),
        ),
    lateCount: () => late,
    size: () => [...slots.values()].reduce((sum, slot) => sum + slot.states.size, 0),
  };
}
