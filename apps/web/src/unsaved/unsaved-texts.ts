import { useSyncExternalStore } from "react";
import { createStore, type ReadStore } from "../live/store.ts";

/** What people began to write and did not save yet, each under the key of what it belongs to; for as long as the page lives. */
export interface UnsavedTexts<Text> {
  all: ReadStore<ReadonlyMap<string, Text>>;
  /** Keeps a text; null when there is nothing to keep any more. */
  set(key: string, text: Text | null): void;
}

const count = createStore(0);
const books: { clear(): void }[] = [];

/** Unsaved texts of one sort. They outlive what they are written in: a panel that closes and opens again finds them. */
export function createUnsavedTexts<Text>(): UnsavedTexts<Text> {
  const all = createStore<ReadonlyMap<string, Text>>(new Map());
  const replace = (next: ReadonlyMap<string, Text>): void => {
    const grown = next.size - all.get().size;
    all.set(next);
    count.set(count.get() + grown);
  };
  books.push({ clear: () => replace(new Map()) });
  return {
    all,
    set(key, text) {
      const next = new Map(all.get());
      if (text === null) next.delete(key);
      else next.set(key, text);
      replace(next);
    },
  };
}

/** True while something that somebody wrote on this page would be lost with it. */
export function hasUnsaved(): boolean {
  return count.get() > 0;
}

/** Drops all unsaved texts of the page: its reader said so. */
export function discardUnsaved(): void {
  for (const book of books) book.clear();
}

/** Whether there are unsaved texts of any sort. */
export function useHasUnsaved(): boolean {
  return useSyncExternalStore(count.subscribe, hasUnsaved, () => false);
}

/** The unsaved texts of one sort, by key. */
export function useUnsaved<Text>({ all }: UnsavedTexts<Text>): ReadonlyMap<string, Text> {
  return useSyncExternalStore(all.subscribe, all.get, all.get);
}
