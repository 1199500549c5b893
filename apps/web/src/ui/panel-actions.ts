import type { LiveMapHandle, MapFeature } from "../map/live-map-props.ts";

/** A place that the map can be moved to. */
export type MapTarget = Parameters<LiveMapHandle["flyTo"]>[0];

/** What a panel of the inspector can make the console do. */
export interface PanelActions {
  onSelect: (feature: MapFeature) => void;
  /** Selects something as it was at a moment of the past, epoch ms. */
  onSelectAt: (feature: MapFeature, t: number) => void;
  onLocate: (target: MapTarget) => void;
  onClose: () => void;
}
