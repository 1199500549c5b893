"use client";

import { useSyncExternalStore } from "react";
import { createStore, type ReadStore } from "../live/store.ts";

/** One of several values that somebody chooses for this browser, on whatever account. */
export interface BrowserChoice<Value extends string> extends ReadStore<Value> {
  readonly values: readonly Value[];
  choose(value: Value): void;
}

/** A choice kept under a key of the browser's storage; the first value holds until another is chosen. */
export function createBrowserChoice<Value extends string>(
  key: string,
  values: readonly [Value, ...Value[]],
): BrowserChoice<Value> {
  const [first] = values;
  const chosen = createStore<Value | null>(null);
  let kept: Value | null = null;
  const read = (): Value => {
    const text = typeof localStorage === "undefined" ? null : localStorage.getItem(key);
    return values.find((value) => value === text) ?? first;
  };
  return {
    values,
    subscribe: chosen.subscribe,
    get() {
      kept ??= read();
      return chosen.get() ?? kept;
    },
    choose(value) {
      localStorage.setItem(key, value);
      chosen.set(value);
    },
  };
}

/** What is chosen in this browser; on the server what holds where nothing is. */
export function useBrowserChoice<Value extends string>(choice: BrowserChoice<Value>): Value {
  return useSyncExternalStore(choice.subscribe, choice.get, () => choice.values[0] as Value);
}
