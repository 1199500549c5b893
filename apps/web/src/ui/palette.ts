"use client";

import { useSyncExternalStore } from "react";
import { CONGESTION_PALETTES, type CongestionPalette } from "./congestion-scale.ts";

const STORAGE_KEY = "arterial.palette";
const listeners = new Set<() => void>();

function paletteNow(): CongestionPalette {
  const stored = localStorage.getItem(STORAGE_KEY);
  return CONGESTION_PALETTES.find((palette) => palette === stored) ?? "default";
}

/** Sets and remembers the congestion palette of this browser. */
export function choosePalette(palette: CongestionPalette): void {
  localStorage.setItem(STORAGE_KEY, palette);
  for (const listener of listeners) listener();
}

/** The congestion palette of this browser. */
export function usePalette(): CongestionPalette {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    paletteNow,
    () => "default" as const,
  );
}
