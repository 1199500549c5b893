"use client";

import { parseReplayClock, type ReplayClock } from "@arterial/api/live/replay-clock";
import { type RefObject, useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { HeatVariant } from "../features/heat/heat-variant.ts";
import { isOfRun, withClock } from "../live/clock-address.ts";
import { liveSession } from "../live/live-session.ts";
import type { MapFeature, MapLayerId, Viewport } from "../map/live-map-props.ts";
import { chooseHeat, formatViewState, parseViewState, toggleLayer, type ViewState } from "./view-state.ts";

const WRITE_AFTER_MS = 300;
/** The address follows a replay that runs in steps of this, so that a link, or the page loaded anew, shows what was shown. */
const FOLLOW_MS = 10_000;

/** The view and how to change it; a selection makes a step in the browser's history, the rest replaces it. */
export interface ViewControl extends ViewState {
  select(feature: MapFeature | null): void;
  /** Selects something at a moment of the past, epoch ms: one step back leads to what was shown before, when it was. */
  selectAt(feature: MapFeature, t: number): void;
  toggleLayer(layer: MapLayerId): void;
  setHeat(heat: HeatVariant): void;
  /** Shows the network as it typically is in the place of what was observed, and back. */
  toggleTypical(): void;
  /** Puts what is typical beside the map, or takes it away. */
  toggleComparison(): void;
  setViewport(viewport: Viewport): void;
  /** Goes to a kept address: layers, selection and clock at once; the answer says where the map should go. */
  open(address: string): Viewport | null;
}

function write(state: ViewState, how: "pushState" | "replaceState"): void {
  const query = withClock(formatViewState(state), liveSession().clock.addressed());
  window.history[how](null, "", `${location.pathname}${query}`);
}

function clockInAddress(): ReplayClock {
  return parseReplayClock(new URLSearchParams(location.search));
}

/** Sets the clock to what the address says; a replay that has written that itself runs on. */
function readClock(): void {
  const addressed = clockInAddress();
  const { setting, now, set } = liveSession().clock;
  if (!isOfRun(addressed, { setting: setting.get(), shownAt: now() })) set(addressed);
}

/** Goes to an address; its clock is taken as it stands there, unless it is the one of the address before. */
function openAddress(address: string): void {
  const before = clockInAddress();
  window.history.pushState(null, "", `${location.pathname}${address}`);
  const addressed = clockInAddress();
  if (JSON.stringify(addressed) !== JSON.stringify(before)) liveSession().clock.set(addressed);
}

/** Has the address follow the clock, also while a replay runs, without a step in the browser's history. */
function useClockInAddress(latest: RefObject<ViewState>): void {
  useEffect(() => {
    readClock();
    const stopClock = liveSession().clock.setting.subscribe(() => write(latest.current, "replaceState"));
    const follow = (): void => {
      const clock = liveSession().clock.setting.get();
      if (clock.mode === "replay" && clock.speed > 0) write(latest.current, "replaceState");
    };
    const timer = setInterval(follow, FOLLOW_MS);
    window.addEventListener("pagehide", follow);
    return () => {
      stopClock();
      clearInterval(timer);
      window.removeEventListener("pagehide", follow);
    };
  }, [latest]);
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

  useClockInAddress(latest);
  useEffect(() => () => clearTimeout(timer.current), []);
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
      toggleLayer: (layer: MapLayerId) => change(toggleLayer(latest.current, layer), "replaceState"),
      setHeat: (heat: HeatVariant) => change(chooseHeat(latest.current, heat), "replaceState"),
      toggleTypical: () => change({ isTypical: !latest.current.isTypical }, "replaceState"),
      toggleComparison: () => {
        change({ comparison: latest.current.comparison ? null : "typical" }, "pushState");
      },
      setViewport: (viewport: Viewport) => {
        latest.current = { ...latest.current, viewport };
        clearTimeout(timer.current);
        timer.current = setTimeout(() => write(latest.current, "replaceState"), WRITE_AFTER_MS);
      },
      open: (address: string) => {
        latest.current = parseViewState(address);
        openAddress(address);
        read();
        return latest.current.viewport;
      },
    }),
    [change, read],
  );
  return { ...state, ...control };
}
