"use client";

import { useShortcut } from "../ui/shortcuts.ts";
import { leavePage } from "../unsaved/leave-page.ts";
import type { Destinations } from "./use-destinations.ts";

/** What the keys of the console need from it. */
export interface ConsoleKeys {
  goTo: Destinations;
  /** Something is selected, so that there is a panel. */
  hasPanel: boolean;
  onNearestCamera: () => void;
  onKeyboard: () => void;
}

/** Keys that concern the whole console: go to the map, the list or the panel, open the nearest camera, list the keys. */
export function useConsoleKeys({ goTo, hasPanel, onNearestCamera, onKeyboard }: ConsoleKeys): void {
  useShortcut("nearestCamera", onNearestCamera);
  useShortcut("goToMap", goTo.map);
  useShortcut("goToList", goTo.list);
  useShortcut("goToPanel", hasPanel ? goTo.panel : undefined);
  useShortcut("goToRoutes", goTo.routes);
  useShortcut("goToHandover", () => leavePage(() => location.assign("/handover")));
  useShortcut("keyboard", onKeyboard);
}
