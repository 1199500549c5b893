"use client";

import type { Map as MapLibreMap } from "maplibre-gl";
import { type RefObject, useEffect } from "react";
import { ZONE_LAYER, ZONE_OUTLINE_LAYER } from "../features/place/zone-layer.ts";
import type { MapFeature } from "./live-map-props.ts";
import type { MapEngine } from "./map-engine.ts";
import { CITY_SOURCE } from "./style/style-context.ts";

/** Says which zone is selected once the style is there. Returns what takes it back. */
function markZone(map: MapLibreMap, id: string): () => void {
  const feature = { source: CITY_SOURCE, sourceLayer: ZONE_LAYER, id };
  let isMarked = false;
  const mark = (): void => {
    isMarked = true;
    map.setFeatureState(feature, { isSelected: true });
    map.setPaintProperty(ZONE_OUTLINE_LAYER, "line-opacity", 1);
  };
  if (map.getLayer(ZONE_OUTLINE_LAYER)) mark();
  else map.once("style.load", mark);
  return () => {
    map.off("style.load", mark);
    if (!isMarked) return;
    map.setPaintProperty(ZONE_OUTLINE_LAYER, "line-opacity", 0);
    map.removeFeatureState(feature, "isSelected");
  };
}

/** Outlines the zone that is selected. */
export function useZoneOutline(
  engine: RefObject<MapEngine | null>,
  isReady: boolean,
  selection: MapFeature | null,
): void {
  const id = selection?.type === "zone" ? selection.id : null;
  useEffect(() => {
    const held = engine.current;
    if (!isReady || !held || id === null) return;
    const unmark = markZone(held.map, id);
    return () => {
      // A map that has stopped keeps nothing.
      if (engine.current === held) unmark();
    };
  }, [engine, isReady, id]);
}
