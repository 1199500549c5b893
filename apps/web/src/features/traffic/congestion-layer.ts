import type { RoadClass } from "@arterial/domain/city/network";
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
  CONGESTION_COLOURS,
  congestionColour,
  ORDERED_CLASSES,
  SEVERE_STRIPE,
  UNKNOWN_DASH_PX,
  UNKNOWN_WIDTH_PX,
} from "../../ui/congestion-scale.ts";
import { closedLayers } from "./closed-layer.ts";
import { USUAL_CLASS, widthPxOf } from "./congestion-widths.ts";
import { differenceColour, differenceWidth } from "./difference-layer.ts";
import { directionLayer } from "./direction-layer.ts";
import { byRoad, congestionVisibility, offsetPx } from "./segment-line.ts";

/** Source layer of the base tiles that holds every direction of every road. */
export const SEGMENT_LAYER = "segment";
/** Invisible, wide lines that clicks are matched against. */
export const SEGMENT_HIT_LAYER = "segment-hit";
const HIT_WIDTH_PX = 14;

/** Congestion class of a segment, kept as feature state by the map; `none` before anything is known. */
const stateClass: ExpressionSpecification = ["coalesce", ["feature-state", "class"], "none"];

/** A value for segments of some classes, and 0 for all others. */
function byClass(
  classes: readonly CongestionClass[],
  outputOf: (congestionClass: CongestionClass) => number | ExpressionSpecification,
): ExpressionSpecification {
  const pairs = classes.flatMap((cls) => [cls, outputOf(cls)]);
  return ["match", stateClass, ...pairs, 0] as unknown as ExpressionSpecification;
}

/** One layer of lines. */
interface Line {
  id: string;
  classes: readonly CongestionClass[];
  colour: ExpressionSpecification | string;
  widthPx: (zoom: number, congestionClass: CongestionClass, road: RoadClass) => number;
  paint?: Record<string, unknown>;
  layout?: Record<string, unknown>;
}

/** A layer of lines. The segments of other classes have no width: they are neither worked out nor drawn. */
function congestionLine(context: StyleContext, line: Line): LayerSpecification {
  const { classes, widthPx } = line;
  return {
    id: line.id,
    type: "line",
    source: CITY_SOURCE,
    "source-layer": SEGMENT_LAYER,
    layout: { visibility: congestionVisibility(context), "line-join": "round", ...line.layout },
    paint: {
      "line-color": line.colour,
      "line-width": atStops((zoom) => byClass(classes, (cls) => byRoad((road) => widthPx(zoom, cls, road)))),
      "line-offset": atStops((zoom) => byClass(classes, (cls) => offsetPx(zoom, cls, context.drivesOn))),
      ...line.paint,
    },
  } as LayerSpecification;
}

/** Where a line stands that is drawn alike whatever the class. */
function usualOffset(context: StyleContext): ExpressionSpecification {
  return atStops((zoom) => offsetPx(zoom, USUAL_CLASS, context.drivesOn));
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
      "line-offset": usualOffset(context),
    },
  } as LayerSpecification;
}

/** Colour by class: the last one's for all that are not named, which have no width. */
function colourOf(context: StyleContext, classes: readonly CongestionClass[]): Line["colour"] {
  const colours = classes.map((cls) => congestionColour(cls, context.theme, context.palette));
  const last = colours.pop() ?? "transparent";
  if (colours.length === 0) return last;
  const pairs = colours.flatMap((colour, index) => [classes[index], colour]);
  return ["match", stateClass, ...pairs, last] as unknown as ExpressionSpecification;
}

/** Lines in their classes' own colours and widths. */
function lineOf(context: StyleContext, id: string, classes: CongestionClass[]): Line {
  return { id, classes, colour: colourOf(context, classes), widthPx: widthPxOf };
}

function casing(context: StyleContext): Line {
  const isThin = context.palette === "trafficLight" && context.theme === "light";
  return {
    id: "congestion-casing",
    classes: isThin ? [...ORDERED_CLASSES] : ["moderate", "heavy", "severe"],
    colour: isThin ? `${context.colours.ink}99` : context.colours.land,
    widthPx: (...of) => widthPxOf(...of) + CASING_EXTRA_PX,
  };
}

function stripe(context: StyleContext): Line {
  const on = SEVERE_STRIPE.dash.map((length) => length / SEVERE_STRIPE.widthShare);
  return {
    id: "congestion-severe-stripe",
    classes: ["severe"],
    colour: CONGESTION_COLOURS[context.theme].severeStripe,
    widthPx: (...of) => widthPxOf(...of) * SEVERE_STRIPE.widthShare,
    paint: { "line-dasharray": on },
  };
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
    widthPx: widthPxOf,
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
      isShown: byClass([...ORDERED_CLASSES, "unknown"], () => 1),
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
    // Whichever line is nearest to the pointer is found by its class afterwards.
    paint: {
      "line-width": HIT_WIDTH_PX,
      "line-opacity": 0,
      "line-offset": usualOffset(context),
    },
  };
}
