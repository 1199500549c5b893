import type { ExpressionSpecification, LayerSpecification } from "../map-types.ts";
import { MAP_FONTS } from "./fonts.ts";
import { CITY_SOURCE, type StyleContext } from "./style-context.ts";

const WALL_SCALE = 1.45;
const HALO_PX = 1.6;

type TextLayout = NonNullable<Extract<LayerSpecification, { type: "symbol" }>["layout"]>;

/** Text size, larger on the wall. */
function textSize(context: StyleContext, at12: number, at15 = at12): ExpressionSpecification {
  const scale = context.theme === "wall" ? WALL_SCALE : 1;
  return ["interpolate", ["linear"], ["zoom"], 12, at12 * scale, 15, at15 * scale];
}

const font = (name: keyof typeof MAP_FONTS): string[] => [...MAP_FONTS[name]];
const ofKind = (...kinds: string[]): ExpressionSpecification => ["in", ["get", "kind"], ["literal", kinds]];

interface PlaceLabel {
  id: string;
  kinds: string[];
  /** Only names that stand on a point, or that run along a line. */
  geometry?: "Point" | "LineString";
  colour: string;
  layout: TextLayout;
  zooms?: { minzoom?: number; maxzoom?: number };
}

function placeLabel(context: StyleContext, label: PlaceLabel): LayerSpecification {
  return {
    id: label.id,
    type: "symbol",
    source: CITY_SOURCE,
    "source-layer": "place",
    filter: label.geometry
      ? ["all", ofKind(...label.kinds), ["==", ["geometry-type"], label.geometry]]
      : ofKind(...label.kinds),
    ...label.zooms,
    layout: { "text-field": ["get", "name"], "text-max-width": 9, "text-padding": 6, ...label.layout },
    paint: {
      "text-color": label.colour,
      "text-halo-color": context.colours.labelHalo,
      "text-halo-width": HALO_PX,
    },
  };
}

function streetNames(
  context: StyleContext,
  id: string,
  classes: string[],
  minzoom: number,
): LayerSpecification {
  // Read from far away, the wall leaves out the names below collector streets.
  const isTooSmall = context.theme === "wall" && classes.includes("residential");
  return {
    id,
    type: "symbol",
    source: CITY_SOURCE,
    "source-layer": "roadLabel",
    minzoom,
    filter: ["all", ["!=", ["get", "name"], ""], ["in", ["get", "class"], ["literal", classes]]],
    layout: {
      visibility: isTooSmall ? "none" : "visible",
      "symbol-placement": "line",
      "symbol-spacing": 320,
      "text-field": ["get", "name"],
      "text-font": font("regular"),
      "text-size": textSize(context, 10.5, 12),
      "text-letter-spacing": 0.02,
      "text-max-angle": 32,
      "text-padding": 4,
    },
    paint: {
      "text-color": context.colours.label,
      "text-halo-color": context.colours.labelHalo,
      "text-halo-width": HALO_PX,
    },
  };
}

/** Image behind a road number; drawn at run time. */
export const SHIELD_IMAGE = "shield";

function shields(context: StyleContext): LayerSpecification {
  return {
    id: "shields",
    type: "symbol",
    source: CITY_SOURCE,
    "source-layer": "roadLabel",
    minzoom: 10,
    filter: ["!=", ["get", "ref"], ""],
    layout: {
      "symbol-placement": "line",
      "symbol-spacing": 420,
      "text-field": ["get", "ref"],
      "text-font": font("shield"),
      "text-size": 10.5,
      "text-rotation-alignment": "viewport",
      "text-pitch-alignment": "viewport",
      "icon-rotation-alignment": "viewport",
      "icon-image": `${context.theme}/${SHIELD_IMAGE}`,
      "icon-text-fit": "width",
      "icon-text-fit-padding": [0, 5, 0, 5],
      "text-offset": [0, 0.08],
      "text-padding": 12,
    },
    paint: { "text-color": context.colours.shieldInk },
  };
}

/** Names of streets, districts, water and parks, and road shields; least important first. */
export function labelLayers(context: StyleContext): LayerSpecification[] {
  const { colours } = context;
  const capitals: TextLayout = {
    "text-font": font("medium"),
    "text-transform": "uppercase",
    "text-letter-spacing": 0.1,
    "text-size": textSize(context, 10.5),
  };
  const italics = (px: number, spacing: number): TextLayout => ({
    "text-font": font("italic"),
    "text-size": textSize(context, px),
    "text-letter-spacing": spacing,
  });
  const parks = { id: "park-names", kinds: ["park", "forest"], colour: colours.labelPark };
  const station = { id: "station-names", kinds: ["station"], colour: colours.label };
  return [
    streetNames(context, "minor-names", ["residential", "service"], 13.5),
    streetNames(context, "street-names", ["secondary"], 12.5),
    placeLabel(context, { ...parks, layout: italics(10.5, 0.01), zooms: { minzoom: 11 } }),
    placeLabel(context, {
      ...station,
      layout: { "text-font": font("medium"), "text-size": 11 },
      zooms: { minzoom: 13 },
    }),
    streetNames(context, "arterial-names", ["motorway", "primary"], 12),
    shields(context),
    placeLabel(context, {
      id: "water-names",
      kinds: ["water"],
      geometry: "LineString",
      colour: colours.labelWater,
      layout: { ...italics(12, 0.32), "symbol-placement": "line-center", "text-max-angle": 40 },
    }),
    placeLabel(context, {
      id: "lake-names",
      kinds: ["water"],
      geometry: "Point",
      colour: colours.labelWater,
      layout: italics(11, 0.1),
      zooms: { minzoom: 11.5 },
    }),
    placeLabel(context, {
      id: "districts",
      kinds: ["district", "place"],
      colour: colours.labelDistrict,
      layout: capitals,
      zooms: { minzoom: 10, maxzoom: 14.5 },
    }),
  ];
}
