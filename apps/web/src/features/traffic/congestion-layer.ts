import type { CongestionClass } from "@arterial/domain/traffic/congestion-class";
import type {
  ExpressionSpecification,
  FilterSpecification,
  LayerSpecification,
} from "../../map/map-types.ts";
import { atStops } from "../../map/style/by-zoom.ts";
import { CITY_SOURCE, type StyleContext, visibilityOf } from "../../map/style/style-context.ts";
import {
  CASING_EXTRA_PX,
  CLOSED_WIDTH_PX,
  CONGESTION_COLOURS,
  congestionColour,
  ORDERED_CLASSES,
  SEVERE_STRIPE,
  UNKNOWN_DASH_PX,
  UNKNOWN_WIDTH_PX,
} from "../../ui/congestion-scale.ts";
import { classWidthPx, EDGE_PX, quarterOfRoadPx, roadFactor, WIDE_CLASSES } from "./congestion-widths.ts";
import { differenceColour, differenceWidth } from "./difference-layer.ts";
import { directionLayer } from "./direction-layer.ts";

/** Source layer of the base tiles that holds every direction of every road. */
export const SEGMENT_LAYER = "segment";
/** Invisible, wide lines that clicks are matched against. */
export const SEGMENT_HIT_LAYER = "segment-hit";
const CROSS_SPACING_PX = 24;
const HIT_WIDTH_PX = 14;
const CLASSES = [...ORDERED_CLASSES, "closed"] as const;

/** Congestion class of a segment, kept as feature state by the map; `none` before anything is known. */
const stateClass: ExpressionSpecification = ["coalesce", ["feature-state", "class"], "none"];
const roadClass: ExpressionSpecification = ["get", "class"];

function classWidth(zoom: number): ExpressionSpecification {
  const byClass = CLASSES.flatMap((cls) => [cls, classWidthPx(zoom, cls)]);
  const byRoad = WIDE_CLASSES.flatMap((road) => [road, roadFactor(road)]);
  return [
    "*",
    ["match", stateClass, ...byClass, classWidthPx(zoom, "unknown")],
    ["match", roadClass, ...byRoad, roadFactor("residential")],
  ] as unknown as ExpressionSpecification;
}

function quarterOfRoad(zoom: number): ExpressionSpecification {
  const byRoad = WIDE_CLASSES.flatMap((road) => [road, quarterOfRoadPx(zoom, road)]);
  const rest = quarterOfRoadPx(zoom, "residential");
  return ["match", roadClass, ...byRoad, rest] as unknown as ExpressionSpecification;
}

/**
 * How far a line is moved to its driving side, px: half a carriageway, or half its own width where that is more, less
 * what its geometry is already off the middle of the road.
 */
function offsetAt(
  zoom: number,
  drivesOn: StyleContext["drivesOn"],
  fromMiddle: ExpressionSpecification,
): ExpressionSpecification {
  const sign = drivesOn === "right" ? 1 : -1;
  const gap: ExpressionSpecification = ["*", ["get", "halfGap"], 2 ** (zoom - 15)];
  return ["*", ["get", "isTwoWay"], sign, ["max", 0, ["-", fromMiddle, gap]]];
}

/** How far the line of a segment's class stands from the middle of its road, px. */
function middleOfLine(zoom: number): ExpressionSpecification {
  return ["max", quarterOfRoad(zoom), ["+", ["/", classWidth(zoom), 2], EDGE_PX]];
}

/** A value for segments of some classes, and 0 for all others. */
function onlyFor(
  classes: readonly CongestionClass[],
  value: number | ExpressionSpecification,
): ExpressionSpecification {
  return ["match", stateClass, classes, value, 0] as unknown as ExpressionSpecification;
}

interface Line {
  id: string;
  classes: readonly CongestionClass[];
  colour: ExpressionSpecification | string;
  /** Width at a zoom, px. */
  width: (zoom: number) => number | ExpressionSpecification;
  paint?: Record<string, unknown>;
  layout?: Record<string, unknown>;
}

/** One layer of lines. The segments of other classes have no width: they are neither worked out nor drawn. */
function congestionLine(context: StyleContext, line: Line): LayerSpecification {
  const { classes } = line;
  return {
    id: line.id,
    type: "line",
    source: CITY_SOURCE,
    "source-layer": SEGMENT_LAYER,
    layout: { visibility: congestionVisibility(context), "line-join": "round", ...line.layout },
    paint: {
      "line-color": line.colour,
      "line-width": atStops((zoom) => onlyFor(classes, line.width(zoom))),
      "line-offset": atStops((zoom) =>
        onlyFor(classes, offsetAt(zoom, context.drivesOn, middleOfLine(zoom))),
      ),
      ...line.paint,
    },
  } as LayerSpecification;
}

/** Congestion lines are hidden while the heat layer or what is against typical shows. */
function congestionVisibility(context: StyleContext): "visible" | "none" {
  const isHidden = context.visible.has("heat") || context.visible.has("difference");
  return isHidden ? "none" : visibilityOf(context, "congestion");
}

/** Each direction against what is typical for it: blue faster, orange slower, wider the farther off. */
function differenceLayer(context: StyleContext): LayerSpecification {
  return {
    id: "difference",
    type: "line",
    source: CITY_SOURCE,
    "source-layer": SEGMENT_LAYER,
    layout: { visibility: visibilityOf(context, "difference"), "line-join": "round" },
    paint: {
      "line-color": differenceColour(context.colours.ink3),
      "line-width": differenceWidth,
      "line-offset": atStops((zoom) => offsetAt(zoom, context.drivesOn, middleOfLine(zoom))),
    },
  } as LayerSpecification;
}

/** Colour by class: the last one's for all that are not named, which have no width. */
function colourOf(context: StyleContext, classes: readonly CongestionClass[]): Line["colour"] {
  const colours = classes.map((cls) => congestionColour(cls, context.theme, context.palette));
  const last = colours.pop() ?? "transparent";
  if (colours.length === 0) return last;
  const byClass = colours.flatMap((colour, index) => [classes[index], colour]);
  return ["match", stateClass, ...byClass, last] as unknown as ExpressionSpecification;
}

/** Lines in their classes' own colours and widths. */
function lineOf(context: StyleContext, id: string, classes: CongestionClass[]): Line {
  return { id, classes, colour: colourOf(context, classes), width: classWidth };
}

function casing(context: StyleContext): Line {
  const isThin = context.palette === "trafficLight" && context.theme === "light";
  return {
    id: "congestion-casing",
    classes: isThin ? [...ORDERED_CLASSES] : ["moderate", "heavy", "severe"],
    colour: isThin ? `${context.colours.ink}99` : context.colours.land,
    width: (zoom) => ["+", classWidth(zoom), CASING_EXTRA_PX],
  };
}

function stripe(context: StyleContext): Line {
  const on = SEVERE_STRIPE.dash.map((length) => length / SEVERE_STRIPE.widthShare);
  return {
    id: "congestion-severe-stripe",
    classes: ["severe"],
    colour: CONGESTION_COLOURS[context.theme].severeStripe,
    width: (zoom) => ["*", classWidth(zoom), SEVERE_STRIPE.widthShare],
    paint: { "line-dasharray": on },
  };
}

function closedLayers(context: StyleContext): LayerSpecification[] {
  const colour = congestionColour("closed", context.theme, context.palette);
  const hollow = congestionLine(context, {
    id: "congestion-closed",
    classes: ["closed"],
    colour,
    width: () => 1.2,
    paint: { "line-gap-width": CLOSED_WIDTH_PX - 2.4 },
  });
  const crosses: LayerSpecification = {
    id: "congestion-closed-crosses",
    type: "symbol",
    source: CITY_SOURCE,
    "source-layer": SEGMENT_LAYER,
    layout: {
      visibility: congestionVisibility(context),
      "symbol-placement": "line",
      "symbol-spacing": CROSS_SPACING_PX,
      "icon-image": `${context.theme}/cross`,
      "icon-allow-overlap": true,
      "icon-ignore-placement": true,
    },
    paint: { "icon-opacity": onlyFor(["closed"], 1) },
  };
  return [hollow, crosses];
}

/**
 * Congestion by segment, best below worst. Class comes as feature state, so a change redraws but never slices a tile
 * again. Width and pattern carry the class beside the colour.
 */
export function congestionLayers(context: StyleContext): LayerSpecification[] {
  const round = { "line-cap": "round" };
  const unknown: Line = {
    id: "congestion-unknown",
    classes: ["unknown"],
    colour: congestionColour("unknown", context.theme, context.palette),
    width: () => UNKNOWN_WIDTH_PX,
    paint: { "line-dasharray": UNKNOWN_DASH_PX.map((px) => px / UNKNOWN_WIDTH_PX) },
  };
  return [
    ...[
      unknown,
      { ...lineOf(context, "congestion-flowing", ["free", "light"]), layout: round },
      casing(context),
      lineOf(context, "congestion-slow", ["moderate", "heavy"]),
      lineOf(context, "congestion-severe", ["severe"]),
      stripe(context),
    ].map((line) => congestionLine(context, line)),
    ...closedLayers(context),
    directionLayer(context, {
      sourceLayer: SEGMENT_LAYER,
      visibility: congestionVisibility(context),
      isShown: onlyFor([...ORDERED_CLASSES, "unknown"], 1),
    }),
    differenceLayer(context),
    segmentHitLayer(context),
  ];
}

function segmentHitLayer(context: StyleContext): LayerSpecification {
  return {
    id: SEGMENT_HIT_LAYER,
    type: "line",
    source: CITY_SOURCE,
    "source-layer": SEGMENT_LAYER,
    filter: ["has", "id"] satisfies FilterSpecification,
    // By the road alone: whichever line is nearest to the pointer is found by its class afterwards.
    paint: {
      "line-width": HIT_WIDTH_PX,
      "line-opacity": 0,
      "line-offset": atStops((zoom) => offsetAt(zoom, context.drivesOn, quarterOfRoad(zoom))),
    },
  };
}
