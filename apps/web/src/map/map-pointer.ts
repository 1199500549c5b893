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
  /** Where the map was pressed for a tool that is still being loaded; null while none is. */
  #pressed: LonLat[] | null = null;
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
      const tool = this.#tool;
      if (tool) tool.onPress([lngLat.lng, lngLat.lat]);
      else if (this.#pressed) this.#pressed.push([lngLat.lng, lngLat.lat]);
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
      if (this.#pressed) return;
      const feature = map.isMoving() ? null : console.featureAt(point);
      map.getCanvas().style.cursor = feature ? "pointer" : "";
      console.onHover(feature);
    });
    map.on("mouseout", () => {
      if (this.#tool) this.#tool.onMove(null);
      else console.onHover(null);
    });
  }

  /** Keeps the pointer for a tool that was asked for: until it is loaded a press selects nothing, and then it is the tool's. */
  keepForTool(isAskedFor: boolean): void {
    this.#pressed = isAskedFor && !this.#tool ? [] : null;
  }

  /** Gives the pointer to a tool, or back with null. */
  give(tool: PointerTool | null): void {
    const pressed = this.#pressed ?? [];
    this.#pressed = null;
    this.#tool = tool;
    this.#map.getCanvas().style.cursor = tool ? "crosshair" : "";
    if (tool) this.#map.doubleClickZoom.disable();
    else this.#map.doubleClickZoom.enable();
    for (const at of pressed) tool?.onPress(at);
  }
}
