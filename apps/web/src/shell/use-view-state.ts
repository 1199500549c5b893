"use client";

import { formatReplayClock, parseReplayClock } from "@arterial/api/live/replay-clock";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { HeatVariant } from "../features/heat/heat-variant.ts";
import { liveSession } from "../live/live-session.ts";
import type { MapFeature, MapLayerId, Viewport } from "../map/live-map-props.ts";
import { formatViewState, parseViewState, type ViewState } from "./view-state.ts";

const WRITE_AFTER_MS = 300;

/** The view and how to change it; a selection makes a step in the browser's history, the rest replaces it. */
export interface ViewControl extends ViewState {
  select(feature: MapFeature | null): void;
  /** Selects something at a moment of the past, epoch ms: one step back leads to what was shown before, when it was. */
  selectAt(feature: MapFeature, t: number): void;
  toggleLayer(layer: MapLayerId): void;
  setHeat(heat: HeatVariant): void;
  /** Puts what is typical beside the map, or takes it away. */
  toggleComparison(): void;
  setViewport(viewport: Viewport): void;
  /** Goes to a kept address: layers, selection and clock at once; the answer says where the map should go. */
  open(address: string): Viewport | null;
}

function write(state: ViewState, how: "pushState" | "replaceState"): void {
  const clock = formatReplayClock(liveSession().clock.setting.get()).join("&");
  const view = formatViewState(state);
  const query = clock === "" ? view : `${view === "" ? "?" : `${view}&`}${clock}`;
  window.history[how](null, "", `${location.pathname}${query}`);
}

function readClock(): void {
  const clock = parseReplayClock(new URLSearchParams(location.search));
  const { setting, set } = liveSession().clock;
  if (JSON.stringify(clock) !== JSON.stringify(setting.get())) set(clock);
}

/** Calls `onReturn` when another entry of the browser's history is shown. */
function useHistoryReturn(onReturn: () => void): void {
  const latest = useRef(onReturn);
  latest.current = onReturn;
  useEffect(() => {
    const tell = () => latest.current();
    window.addEventListener("popstate", tell);
    return () => window.removeEventListener("popstate", tell);
  }, []);
}

/**
 * Keeps layers and selection as state, mirrors them and the viewport to the address bar, follows back and forward. Starts
 * with what the page's address says. `onReturn` is told where the map was, null for the whole city, when another entry of
 * the browser's history is shown.
 */
export function useViewState(search: string, onReturn: (viewport: Viewport | null) => void): ViewControl {
  const [state, setState] = useState(() => parseViewState(search));
  const latest = useRef(state);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  const read = useCallback(() => {
    clearTimeout(timer.current);
    latest.current = parseViewState(location.search);
    readClock();
    setState(latest.current);
  }, []);

  useEffect(() => {
    readClock();
    const stopClock = liveSession().clock.setting.subscribe(() => write(latest.current, "replaceState"));
    return () => {
      stopClock();
      clearTimeout(timer.current);
    };
  }, []);

  useHistoryReturn(() => {
    read();
    onReturn(latest.current.viewport);
  });

  const change = useCallback((next: Partial<ViewState>, how: "pushState" | "replaceState") => {
    latest.current = { ...latest.current, ...next };
    setState(latest.current);
    write(latest.current, how);
  }, []);

  const control = useMemo(
    () => ({
      select: (selection: MapFeature | null) => {
        const held = latest.current.selection;
        if (held?.type === selection?.type && held?.id === selection?.id) return;
        change({ selection }, "pushState");
      },
      selectAt: (selection: MapFeature, t: number) => {
        change({ selection }, "pushState");
        // The clock writes itself into the entry that was just made.
        liveSession().clock.set({ mode: "replay", t, speed: 0 });
      },
      toggleLayer: (layer: MapLayerId) => {
        const layers = new Set(latest.current.layers);
        if (!layers.delete(layer)) layers.add(layer);
        change({ layers }, "replaceState");
      },
      setHeat: (heat: HeatVariant) => {
        const layers = new Set(latest.current.layers);
        // What is interpolated never stands without the stations' own values.
        if (heat === "pm25") layers.add("air");
        change({ heat, layers }, "replaceState");
      },
      toggleComparison: () => {
        change({ comparison: latest.current.comparison ? null : "typical" }, "pushState");
      },
      setViewport: (viewport: Viewport) => {
        latest.current = { ...latest.current, viewport };
        clearTimeout(timer.current);
        timer.current = setTimeout(() => write(latest.current, "replaceState"), WRITE_AFTER_MS);
      },
      open: (address: string) => {
        window.history.pushState(null, "", `${location.pathname}${address}`);
        read();
        return latest.current.viewport;
      },
    }),
    [change, read],
  );
  return { ...state, ...control };
}
