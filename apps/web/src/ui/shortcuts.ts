"use client";

import { useEffect, useRef, useSyncExternalStore } from "react";

const STORAGE_KEY = "arterial.singleKeys";
const listeners = new Set<() => void>();

function areKeysOn(): boolean {
  return localStorage.getItem(STORAGE_KEY) !== "off";
}

/** Switches single-key shortcuts on or off for this browser (WCAG 2.2, 2.1.4). */
export function setSingleKeys(isOn: boolean): void {
  localStorage.setItem(STORAGE_KEY, isOn ? "on" : "off");
  for (const listener of listeners) listener();
}

/** True while single-key shortcuts are switched on. */
export function useSingleKeys(): boolean {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    areKeysOn,
    () => true,
  );
}

/** True where a key is text and not a command. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || target.matches("input, textarea, select");
}

/** Calls `onPress` when the key is pressed outside of fields. Escape works even when single keys are off. */
export function useShortcut(key: string, onPress: (() => void) | undefined): void {
  const handler = useRef(onPress);
  useEffect(() => {
    handler.current = onPress;
  });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== key || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented)
        return;
      if (isTyping(event.target) || !handler.current) return;
      if (key !== "Escape" && !areKeysOn()) return;
      event.preventDefault();
      handler.current();
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, [key]);
}
