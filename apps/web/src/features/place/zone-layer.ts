import type { ExpressionSpecification, LayerSpecification } from "../../map/map-types.ts";
import { MAP_FONTS } from "../../map/style/fonts.ts";
import { CITY_SOURCE, type StyleContext, visibilityOf } from "../../map/style/style-context.ts";

/** Source layer of the base tiles that holds the ground of every zone. */
export const ZONE_LAYER = "zone";
/** Invisible ground that clicks are matched against. */
export const ZONE_HIT_LAYER = "zone-hit";

const WALL_SCALE = 1.45;
const LINE_PX = 1.1;
/** Of its width. */
const DASH = [5, 3.5];
const SELECTED_PX = 2;
/** The outline of the zone that is selected. */
export const ZONE_OUTLINE_LAYER = "zone-selected";
/** Where the names of districts of the ground end. */
const NAMES_FROM_ZOOM = 14.5;

/** Kept as feature state by the map. */
const isSelected: ExpressionSpecification = ["boolean", ["feature-state", "isSelected"], false];

const scaleOf = ({ theme }: StyleContext): number => (theme === "wall" ? WALL_SCALE : 1);

/**
 * The ground of zones, where they meet, and the one that is selected: that shows though the layer is off. As long as no
 * zone is selected its opacity is 0, whatever the zone, so that the map leaves it out of its frames.
 */
export function zoneLayers(context: StyleContext): LayerSpecification[] {
  const visibility = visibilityOf(context, "zones");
  const { colours } = context;
  return [
    {
      id: ZONE_HIT_LAYER,
      type: "fill",
      source: CITY_SOURCE,
      "source-layer": ZONE_LAYER,
      layout: { visibility },
      paint: { "fill-opacity": 0 },
    },
    {
      id: "zone-boundary",
      type: "line",
      source: CITY_SOURCE,
      "source-layer": "zoneBoundary",
      layout: { visibility, "line-join": "round" },
      paint: {
        "line-color": colours.labelDistrict,
        "line-width": LINE_PX * scaleOf(context),
        "line-dasharray": DASH,
      },
    },
    {
      id: ZONE_OUTLINE_LAYER,
      type: "line",
      source: CITY_SOURCE,
      "source-layer": ZONE_LAYER,
      layout: { "line-join": "round" },
      paint: {
        "line-color": colours.accent,
        "line-width": ["case", isSelected, SELECTED_PX * scaleOf(context), 0],
        "line-opacity": 0,
      },
    },
  ];
}

/** Names of zones nearer than the ground has them: there the next one is often out of view. */
export function zoneNames(context: StyleContext): LayerSpecification {
  return {
    id: "zone-names",
    type: "symbol",
    source: CITY_SOURCE,
    "source-layer": "place",
    minzoom: NAMES_FROM_ZOOM,
    filter: ["==", ["get", "kind"], "district"],
    layout: {
      visibility: visibilityOf(context, "zones"),
      "text-field": ["get", "name"],
      "text-font": [...MAP_FONTS.medium],
      "text-size": 11 * scaleOf(context),
      "text-transform": "uppercase",
      "text-letter-spacing": 0.1,
      "text-max-width": 9,
      "text-padding": 6,
    },
    paint: {
      "text-color": context.colours.labelDistrict,
      "text-halo-color": context.colours.labelHalo,
      "text-halo-width": 1.6,
    },
  };
}
