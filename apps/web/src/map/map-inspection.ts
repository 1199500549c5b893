import type { Map as MapLibreMap } from "maplibre-gl";
import type { MapEngine } from "./map-engine.ts";
import type { PlacedMarker } from "./markers/place-markers.ts";
import type { VehicleOnScreen } from "./overlay/overlay.ts";
import type { DrawTimes } from "./overlay/overlay-loop.ts";

/** What a browser test or a benchmark may look at: `document.querySelector("[data-live-map]").liveMap`. */
export interface MapInspection {
  map: MapLibreMap;
  /** Vehicles in the view as drawn last, px. */
  vehicles(): readonly VehicleOnScreen[];
  /** Markers of devices as drawn last, px; another array with every drawing. */
  markers(): readonly PlacedMarker[];
  /** Main-thread time that the overlay has taken so far. */
  drawTimes: DrawTimes;
}

/** Hangs the inspection on the map's element. */
export function exposeInspection(element: HTMLElement, engine: MapEngine): void {
  const inspection: MapInspection = {
    map: engine.map,
    vehicles: () => engine.overlay.vehiclesOnScreen,
    markers: () => engine.markers.placed,
    drawTimes: engine.loop.times,
  };
  Object.assign(element, { liveMap: inspection });
}
