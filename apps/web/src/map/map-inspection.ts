import type { AbnormalItem, LiveDevice, LiveSegment } from "@arterial/domain/live/frame";
import type { Map as MapLibreMap } from "maplibre-gl";
import type { MapSession } from "../live/map-session.ts";
import type { MapEngine } from "./map-engine.ts";
import type { PlacedMarker } from "./markers/place-markers.ts";
import type { VehicleOnScreen } from "./overlay/overlay.ts";
import type { DrawTimes } from "./overlay/overlay-loop.ts";

/** The city at the shown moment, live or replayed, as far as the page has been told. */
export interface ShownState {
  /** The moment, epoch ms. */
  at: number;
  segments: readonly LiveSegment[];
  devices: readonly LiveDevice[];
  abnormal: readonly AbnormalItem[];
}

/** What a browser test or a benchmark may look at: `document.querySelector("[data-live-map]").liveMap`. */
export interface MapInspection {
  map: MapLibreMap;
  /** Vehicles in the view as drawn last, px. */
  vehicles(): readonly VehicleOnScreen[];
  /** Markers of devices as drawn last, px; another array with every drawing. */
  markers(): readonly PlacedMarker[];
  state(): ShownState;
  /** Main-thread time that the overlay has taken so far. */
  drawTimes: DrawTimes;
}

function stateOf({ clock, segments, devices, abnormal }: MapSession): ShownState {
  return {
    at: clock.now(),
    segments: [...segments.get().items.values()],
    devices: [...devices.get().items.values()],
    abnormal: [...abnormal.get().items.values()],
  };
}

/** Hangs the inspection on the map's element. */
export function exposeInspection(element: HTMLElement, engine: MapEngine): void {
  const inspection: MapInspection = {
    map: engine.map,
    vehicles: () => engine.overlay.vehiclesOnScreen,
    markers: () => engine.markers.placed,
    state: () => stateOf(engine.session),
    drawTimes: engine.loop.times,
  };
  Object.assign(element, { liveMap: inspection });
}
