"use client";

import { type RefObject, useEffect, useMemo } from "react";
import { flushSync } from "react-dom";
import { MAP_TABLE_ID } from "../features/map-table/map-table-id.ts";
import { ROUTES_BUTTON } from "../features/route/routes-menu.tsx";
import type { LiveMapHandle } from "../map/live-map-props.ts";
import { focusPanel } from "../ui/panel-focus.ts";

/** Ids of the parts of the console that one can go to; the list's stands in addresses, as `/#abnormal`. */
export const LIST_ID = "abnormal";
export const MAP_ID = "map";
export const PANEL_ID = "panel";

/** Brings the focus to a part of the console; to the panel only while something is selected, to the table in the map's place. */
export interface Destinations {
  list: () => void;
  map: () => void;
  panel: () => void;
  /** Opens the routes that one keeps or is shown, which the focus then is in. */
  routes: () => void;
}

/** Whether a part of the console has the focus. */
export function hasFocus(id: string): boolean {
  return document.getElementById(id)?.contains(document.activeElement) ?? false;
}

/** Does something once the inspector stands and the map has the size that is left to it. */
export function afterLayout(act: () => void): void {
  requestAnimationFrame(() => requestAnimationFrame(act));
}

function goToList(openList: () => void): void {
  const list = document.getElementById(LIST_ID);
  // Narrower pages have it folded away.
  if (list?.getClientRects().length === 0) flushSync(openList);
  (list?.querySelector<HTMLElement>("[data-abnormal-id]") ?? list)?.focus();
}

function goToMap(map: LiveMapHandle | null): void {
  const table = document.getElementById(MAP_TABLE_ID);
  if (table) focusPanel(table);
  else map?.focus();
}

/** Presses the button of the routes, of which a phone has another one than a desk. */
function pressRoutes(): void {
  const buttons = document.querySelectorAll<HTMLButtonElement>(`[data-opens="${ROUTES_BUTTON}"]`);
  const button = [...buttons].find((each) => each.getClientRects().length > 0);
  button?.focus();
  button?.click();
}

/** The ways to the parts of the console, for keys, skip links and the page's address. `openList` must not change. */
export function useDestinations(map: RefObject<LiveMapHandle | null>, openList: () => void): Destinations {
  const destinations = useMemo(
    () => ({
      list: () => {
        // Full screen is the map's.
        if (document.fullscreenElement) void document.exitFullscreen().then(() => goToList(openList));
        else goToList(openList);
      },
      map: () => goToMap(map.current),
      panel: () => {
        const panel = document.getElementById(PANEL_ID);
        if (panel) focusPanel(panel);
      },
      routes: pressRoutes,
    }),
    [map, openList],
  );
  useEffect(() => {
    if (location.hash === `#${LIST_ID}`) afterLayout(destinations.list);
  }, [destinations]);
  return destinations;
}
