import { Map as MapLibreMap } from "maplibre-gl";
import type { MapCity } from "./city-tiles-client.ts";
import type { Bounds, Viewport } from "./live-map-props.ts";
import type { StyleSpecification } from "./map-types.ts";
import { paceStart } from "./pace-start.ts";
import { CITY_SOURCE } from "./style/style-context.ts";

/** Room around the city where all of it is shown, px. */
export const CITY_PADDING_PX = 28;
const MIN_ZOOM = 9;
const MAX_ZOOM = 18.5;
/** How far a person may pan beyond the city, in its own sizes. */
const MARGIN_SHARE = 1.5;
/**
 * How long names fade, and while the map moves how seldom they are placed anew: at 0 with every frame, while a longer time
 * costs frames of the whole map behind every change.
 */
const NAMES_FADE_MS = 100;

/** The city with as much ground around it as a person may pan to. */
function aroundCity([west, south, east, north]: Bounds): [number, number, number, number] {
  const [x, y] = [(east - west) * MARGIN_SHARE, (north - south) * MARGIN_SHARE];
  return [west - x, south - y, east + x, north + y];
}

/** False for a view that was kept from another city. */
function isNear(bounds: Bounds, { center: [lon, lat] }: Viewport): boolean {
  const [west, south, east, north] = aroundCity(bounds);
  return lon >= west && lon <= east && lat >= south && lat <= north;
}

/** The map with what may be done to it; it starts with `viewport` where that lies in or around the city, else with the whole city. */
export function createMap(
  options: { container: HTMLElement; city: MapCity; viewport: Viewport | null; title: string },
  style: StyleSpecification,
): MapLibreMap {
  const { viewport, city } = options;
  const start =
    viewport && isNear(city.tiles.bounds, viewport)
      ? { center: viewport.center, zoom: viewport.zoom }
      : { bounds: city.tiles.bounds, fitBoundsOptions: { padding: CITY_PADDING_PX } };
  const map = new MapLibreMap({
    container: options.container,
    style,
    ...start,
    attributionControl: false,
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    maxPitch: 0,
    rollEnabled: false,
    renderWorldCopies: false,
    maxBounds: aroundCity(city.tiles.bounds),
    minZoom: MIN_ZOOM,
    maxZoom: MAX_ZOOM,
    fadeDuration: NAMES_FADE_MS,
    validateStyle: false,
    locale: { "Map.Title": options.title },
  });
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();
  paceStart(map, CITY_SOURCE);
  return map;
}
