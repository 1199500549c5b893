import { createStore, type ReadStore } from "./store.ts";

/** The one clock of the page: the server's time. */
export interface PageClock {
  /** Server's time to the second, epoch ms; null before the page runs in a browser. */
  shown: ReadStore<number | null>;
  /** Server's time, epoch ms. */
  now(): number;
  /** Looks at the time again; called a few times a second. */
  tick(): void;
}

const SECOND_MS = 1_000;

/** Creates the clock over the server's time. */
export function createPageClock({ serverNow }: { serverNow: () => number }): PageClock {
  const shown = createStore<number | null>(null);
  return {
    shown,
    now: serverNow,
    tick: () => shown.set(Math.floor(serverNow() / SECOND_MS) * SECOND_MS),
  };
}
