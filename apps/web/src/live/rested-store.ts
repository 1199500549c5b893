import { createStore, type ReadStore } from "./store.ts";

/**
 * Follows a store once it rests: what changes many times a second is taken when it has stayed for `restMs`; the first
 * value at once.
 */
export function restedStore<Value>(source: ReadStore<Value | null>, restMs: number): ReadStore<Value | null> {
  const rested = createStore<Value | null>(source.get());
  let timer: ReturnType<typeof setTimeout> | undefined;
  const take = (): void => rested.set(source.get());
  source.subscribe(() => {
    clearTimeout(timer);
    if (rested.get() === null) take();
    else timer = setTimeout(take, restMs);
  });
  return rested;
}
