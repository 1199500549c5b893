import type { ExpressionSpecification, SymbolLayerSpecification } from "../../map/map-types.ts";
import { GROWTH_ABOVE_15 } from "../../map/style/by-zoom.ts";
import { CITY_SOURCE, type StyleContext } from "../../map/style/style-context.ts";
import { fromMiddlePx, USUAL_CLASS } from "./congestion-widths.ts";
import { byRoad } from "./segment-line.ts";

/** Zoom from which both directions of a road stand apart. */
export const DIRECTION_MIN_ZOOM = 15;
const MAX_ZOOM = 19;
/**
 * At a whole zoom; half as much again just below the next. Where a tile ends, the first one beyond stands half of it
 * away, so that a stretch of some 120 px in view has one on most streets.
 */
const SPACING_PX = 80;
/** The image is drawn this much larger than it stands at zoom 15, so that it stays sharp closer by. */
const IMAGE_SCALE = 1.25;
/** Steps in which a chevron's distance from its line's course is given, px at zoom 15. */
const OFFSET_STEP_PX = 0.25;
const MAX_OFFSET_PX = 6;

/** Distance from the course to the driving side in a tile of a zoom, in px at zoom 15: `icon-size` makes it grow. */
function distance(zoom: number): ExpressionSpecification {
  const gapGrowth = (2 / GROWTH_ABOVE_15) ** (zoom - DIRECTION_MIN_ZOOM);
  return [
    "*",
    ["get", "isTwoWay"],
    [
      "-",
      byRoad((road) => fromMiddlePx(DIRECTION_MIN_ZOOM, USUAL_CLASS, road)),
      ["*", ["get", "halfGap"], gapGrowth],
    ],
  ] as unknown as ExpressionSpecification;
}

/** A distance as the pair of numbers that `icon-offset` takes, which no expression can put together. */
function asOffset(zoom: number, sign: 1 | -1): unknown[] {
  const steps = Array.from({ length: MAX_OFFSET_PX / OFFSET_STEP_PX }, (_, index) => {
    const px = (index + 1) * OFFSET_STEP_PX;
    return [px - OFFSET_STEP_PX / 2, ["literal", [0, sign * px * IMAGE_SCALE]]];
  });
  return ["step", distance(zoom), ["literal", [0, 0]], ...steps.flat()];
}

function offset(drivesOn: StyleContext["drivesOn"]): ExpressionSpecification {
  const sign = drivesOn === "right" ? 1 : -1;
  const zooms = [16, 17, 18].flatMap((zoom) => [zoom, asOffset(zoom, sign)]);
  return [
    "step",
    ["zoom"],
    asOffset(DIRECTION_MIN_ZOOM, sign),
    ...zooms,
  ] as unknown as ExpressionSpecification;
}

/** Chevrons that point the way the traffic of each direction goes, on its line. */
export function directionLayer(
  context: StyleContext,
  options: { sourceLayer: string; visibility: "visible" | "none"; isShown: ExpressionSpecification },
): SymbolLayerSpecification {
  const from = DIRECTION_MIN_ZOOM;
  return {
    id: "congestion-direction",
    type: "symbol",
    source: CITY_SOURCE,
    "source-layer": options.sourceLayer,
    minzoom: from,
    layout: {
      visibility: options.visibility,
      "symbol-placement": "line",
      "symbol-spacing": SPACING_PX,
      "icon-image": `${context.theme}/chevron`,
      "icon-size": [
        "interpolate",
        ["exponential", GROWTH_ABOVE_15],
        ["zoom"],
        from,
        1 / IMAGE_SCALE,
        MAX_ZOOM,
        GROWTH_ABOVE_15 ** (MAX_ZOOM - from) / IMAGE_SCALE,
      ],
      "icon-offset": offset(context.drivesOn),
      "icon-keep-upright": false,
      "icon-allow-overlap": true,
      "icon-ignore-placement": true,
    },
    // Not by zoom as well: between two whole zooms such an opacity is mixed from what it is at both, and chevrons stay faint.
    paint: { "icon-opacity": options.isShown },
  };
}
