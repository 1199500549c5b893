import type { FeatureCollection, Point } from "geojson";
import type { IconDrawer } from "../icons/map-icon.ts";
import type { MapDevice } from "../live-map-props.ts";
import type { LayerSpecification } from "../map-types.ts";
import { type StyleContext, visibilityOf } from "../style/style-context.ts";
import type { DeviceLayer } from "./device-layer.ts";

/** Source of the places that the map's labels keep clear of, for the markers on the canvas above. */
export const ROOM_SOURCE = "marker-room";
const ROOM_ICON = "marker-room";

/** Where devices stand; it changes with them, and never with a reading. */
export function roomPoints(devices: readonly MapDevice[]): FeatureCollection<Point> {
  return {
    type: "FeatureCollection",
    features: devices.map(({ kind, lon, lat }) => ({
      type: "Feature",
      geometry: { type: "Point", coordinates: [lon, lat] },
      properties: { kind },
    })),
  };
}

/** Layers that draw nothing and take the room of the markers of theirs. */
export function roomLayers(context: StyleContext, layers: readonly DeviceLayer[]): LayerSpecification[] {
  return layers.flatMap(({ id, kind, room }) =>
    room === null
      ? []
      : [
          {
            id: `${kind}-room`,
            type: "symbol",
            source: ROOM_SOURCE,
            filter: ["==", ["get", "kind"], kind],
            layout: {
              visibility: visibilityOf(context, id),
              "icon-image": `${context.theme}/${ROOM_ICON}/${room.widthPx}/${room.heightPx}`,
              "icon-allow-overlap": true,
              "icon-padding": 2,
            },
            paint: { "icon-opacity": 0 },
          },
        ],
  );
}

/** An empty image, as large as a marker. */
const roomIcon: IconDrawer = ([width, height]) => ({
  widthPx: Number(width),
  heightPx: Number(height),
  draw: () => undefined,
});

/** The drawer under its name. */
export const ROOM_ICONS: Readonly<Record<string, IconDrawer>> = { [ROOM_ICON]: roomIcon };
