import type { RoadClass } from "@arterial/domain/city/network";
import type { CongestionClass } from "@arterial/domain/traffic/congestion-class";
import type {
  ExpressionSpecification,
  FilterSpecification,
  LayerSpecification,
} from "../../map/map-types.ts";
import { atStops } from "../../map/style/by-zoom.ts";
import type { StyleContext } from "../../map/style/style-context.ts";
import { CASING_EXTRA_PX, congestionColour } from "../../ui/congestion-scale.ts";
import { widthPxOf } from "./congestion-widths.ts";
import { byRoad, congestionVisibility, offsetPx } from "./segment-line.ts";

/** Where lines come from. */
export interface LinePlace {
  source: string;
  "source-layer"?: string;
  /** Reads the congestion class of a segment. */
  classOf: ExpressionSpecification;
  /** Leaves out the segments of other classes before they are laid out; not possible by feature state. */
  filterOf?: (classes: readonly CongestionClass[]) => FilterSpecification;
}

/** One layer of lines. */
export interface CongestionLine {
  id: string;
  classes: readonly CongestionClass[];
  colour: ExpressionSpecification | string;
  widthPx: (zoom: number, congestionClass: CongestionClass, road: RoadClass) => number;
  paint?: Record<string, unknown>;
  layout?: Record<string, unknown>;
}

/** A value for segments of some classes, and 0 for all others. */
export function byClass(
  classOf: ExpressionSpecification,
  classes: readonly CongestionClass[],
  outputOf: (congestionClass: CongestionClass) => number | ExpressionSpecification,
): ExpressionSpecification {
  const pairs = classes.flatMap((cls) => [cls, outputOf(cls)]);
  return ["match", classOf, ...pairs, 0] as unknown as ExpressionSpecification;
}

/** A layer of lines. The segments of other classes have no width: they are neither worked out nor drawn. */
export function congestionLine(
  context: StyleContext,
  { classOf, filterOf, ...place }: LinePlace,
  line: CongestionLine,
): LayerSpecification {
  const { classes, widthPx } = line;
  return {
    id: line.id,
    type: "line",
    ...place,
    ...(filterOf ? { filter: filterOf(classes) } : {}),
    layout: { visibility: congestionVisibility(context), "line-join": "round", ...line.layout },
    paint: {
      "line-color": line.colour,
      "line-width": atStops((zoom) =>
        byClass(classOf, classes, (cls) => byRoad((road) => widthPx(zoom, cls, road))),
      ),
      "line-offset": atStops((zoom) =>
        byClass(classOf, classes, (cls) => offsetPx(zoom, cls, context.drivesOn)),
      ),
      ...line.paint,
    },
  } as LayerSpecification;
}

/** Lines in their classes' own colours and widths. */
export function ownLine(
  context: StyleContext,
  classOf: ExpressionSpecification,
  { id, classes }: Pick<CongestionLine, "id" | "classes">,
): CongestionLine {
  const colours = classes.map((cls) => congestionColour(cls, context.theme, context.palette));
  // The last colour is for all that are not named, which have no width.
  const last = colours.pop() ?? "transparent";
  const pairs = colours.flatMap((colour, index) => [classes[index], colour]);
  const colour =
    pairs.length === 0 ? last : (["match", classOf, ...pairs, last] as unknown as ExpressionSpecification);
  return { id, classes, colour, widthPx: widthPxOf };
}

/** Whether colours are so light, on light ground, that lines need a dark edge. */
export function hasDarkEdge({ theme, palette }: StyleContext): boolean {
  return palette === "trafficLight" && theme === "light";
}

/** What lies below a line and a little wider: ground that sets it apart, or an edge where its colour is too light. */
export function casing(
  context: StyleContext,
  { id, classes }: Pick<CongestionLine, "id" | "classes">,
): CongestionLine {
  const { ink, land } = context.colours;
  return {
    id,
    classes,
    colour: hasDarkEdge(context) ? `${ink}99` : land,
    widthPx: (...of) => widthPxOf(...of) + CASING_EXTRA_PX,
  };
}
