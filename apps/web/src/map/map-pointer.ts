import type { LonLat } from "@arterial/domain/city/network";
import type { Map as MapLibreMap } from "maplibre-gl";
import type { MapFeature } from "./live-map-props.ts";
import type { ScreenPoint } from "./overlay/camera.ts";

/** A tool that the pointer works for: while it has it, a click selects nothing and nothing is hovered. */
export interface PointerTool {
  onPress(at: LonLat): void;
  /** Where the pointer is; null once it has left the map. */
  onMove(at: LonLat | null): void;
}

/** What a pointer on the map does: it selects and hovers, or works for a tool. */
export class MapPointer {
  readonly #map: MapLibreMap;
  #tool: PointerTool | null = null;
  #lastPoint: ScreenPoint = { x: Number.NaN, y: Number.NaN };

  constructor(
    map: MapLibreMap,
    console: {
      featureAt(point: ScreenPoint): MapFeature | null;
      onSelect(feature: MapFeature | null): void;
      onHover(feature: MapFeature | null): void;
    },
  ) {
    this.#map = map;
    map.on("click", ({ point, lngLat }) => {
      if (this.#tool) this.#tool.onPress([lngLat.lng, lngLat.lat]);
      else console.onSelect(console.featureAt(point));
    });
    map.on("mousemove", ({ point, lngLat }) => {
      if (this.#tool) {
        // Browsers also send moves of a pointer that lies still, when something under it changes.
        if (point.x !== this.#lastPoint.x || point.y !== this.#lastPoint.y) {
          this.#tool.onMove([lngLat.lng, lngLat.lat]);
        }
        this.#lastPoint = point;
        return;
      }
      const feature = map.isMoving() ? null : console.featureAt(point);
      map.getCanvas().style.cursor = feature ? "pointer" : "";
      console.onHover(feature);
    });
    map.on("mouseout", () => {
      if (this.#tool) this.#tool.onMove(null);
      else console.onHover(null);
    });
  }

  /** Gives the pointer to a tool, or back with null. */
  give(tool: PointerTool | null): void {
    this.#tool = tool;
    this.#map.getCanvas().style.cursor = tool ? "crosshair" : "";
    if (tool) this.#map.doubleClickZoom.disable();
    else this.#map.doubleClickZoom.enable();
  }
}
