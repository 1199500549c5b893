"use client";

import type { CongestionPalette } from "@arterial/domain/account/choices";
import { changeSettings, useAccountSettings } from "../queries/account-settings.ts";

/** Sets and remembers the reader's congestion palette. */
export function choosePalette(palette: CongestionPalette): void {
  void changeSettings({ palette });
}

/** The reader's congestion palette: safe for colour-vision deficiency unless they chose otherwise. */
export function usePalette(): CongestionPalette {
  return useAccountSettings().palette ?? "default";
}
