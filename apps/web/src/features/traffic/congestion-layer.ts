import type { CongestionClass } from "@arterial/domain/traffic/congestion-class";
import type {
  ExpressionSpecification,
  FilterSpecification,
  LayerSpecification,
} from "../../map/map-types.ts";
import { atStops } from "../../map/style/by-zoom.ts";
import { CITY_SOURCE, type StyleContext, visibilityOf } from "../../map/style/style-context.ts";
import {
  congestionColour,
  ORDERED_CLASSES,
  UNKNOWN_DASH_PX,
  UNKNOWN_WIDTH_PX,
} from "../../ui/congestion-scale.ts";
import {
  byClass,
  type CongestionLine,
  casing,
  congestionLine,
  hasDarkEdge,
  type LinePlace,
  ownLine,
} from "./congestion-line.ts";
import { USUAL_CLASS, widthPxOf } from "./congestion-widths.ts";
import { differenceColour, differenceWidth } from "./difference-layer.ts";
import { directionLayer } from "./direction-layer.ts";
import { impededLayers } from "./impeded-layers.ts";
import { congestionVisibility, offsetPx } from "./segment-line.ts";

/** Source layer of the base tiles that holds every direction of every road. */
export const SEGMENT_LAYER = "segment";
/** Invisible, wide lines that clicks are matched against. */
export const SEGMENT_HIT_LAYER = "segment-hit";
const HIT_WIDTH_PX = 14;

/** Congestion class of a segment, kept as feature state by the map; `none` before anything is known. */
const stateClass: ExpressionSpecification = ["coalesce", ["feature-state", "class"], "none"];

const PLACE: LinePlace = { source: CITY_SOURCE, "source-layer": SEGMENT_LAYER, classOf: stateClass };
const FLOWING: readonly CongestionClass[] = ["free", "light"];

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

/** An edge of flowing lines, which needs to be laid out only where their colours are too light. */
function flowingCasing(context: StyleContext): LayerSpecification {
  const line = casing(context, { id: "congestion-flowing-casing", classes: FLOWING });
  const visibility = hasDarkEdge(context) ? congestionVisibility(context) : "none";
  return congestionLine(context, PLACE, { ...line, layout: { visibility } });
}

/**
 * Congestion by segment, best below worst. The class comes as feature state, so a change redraws but never slices a tile
 * again; who is impeded is drawn from a source of its own. Width and pattern carry the class beside the colour.
 */
export function congestionLayers(context: StyleContext): LayerSpecification[] {
  const unknown: CongestionLine = {
    id: "congestion-unknown",
    classes: ["unknown"],
    colour: congestionColour("unknown", context.theme, context.palette),
    widthPx: widthPxOf,
    paint: { "line-dasharray": UNKNOWN_DASH_PX.map((px) => px / UNKNOWN_WIDTH_PX) },
  };
  const flowing = ownLine(context, stateClass, { id: "congestion-flowing", classes: FLOWING });
  return [
    congestionLine(context, PLACE, unknown),
    flowingCasing(context),
    congestionLine(context, PLACE, { ...flowing, layout: { "line-cap": "round" } }),
    ...impededLayers(context),
    directionLayer(context, {
      sourceLayer: SEGMENT_LAYER,
      visibility: congestionVisibility(context),
      isShown: byClass(stateClass, [...ORDERED_CLASSES, "unknown"], () => 1),
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
