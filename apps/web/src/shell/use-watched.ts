"use client";

import type { MapCityAnswer } from "@arterial/api/live/map-contract";
import { useEffect } from "react";
import { firstView } from "../live/first-view.ts";
import { liveSession } from "../live/live-session.ts";
import type { ViewState } from "./view-state.ts";

/** Watches the vehicles while they are shown, and what the map will show already before it is there. */
export function useWatched(
  { layers, viewport }: Pick<ViewState, "layers" | "viewport">,
  city: MapCityAnswer | null,
): void {
  const hasVehicles = layers.has("vehicles");
  useEffect(() => (hasVehicles ? liveSession().join("vehicles") : undefined), [hasVehicles]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, later the map itself says what it shows
  useEffect(() => {
    const { innerWidth: widthPx, innerHeight: heightPx } = window;
    if (city) liveSession().setView(firstView({ viewport, city: city.bounds, widthPx, heightPx }));
  }, []);
}
