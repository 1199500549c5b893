import type { SegmentCourse } from "@arterial/api/live/map-contract";
import type { RoadClass } from "@arterial/domain/city/network";
import type { CongestionClass } from "@arterial/domain/traffic/congestion-class";
import type { Feature, LineString } from "geojson";
import type {
  ExpressionSpecification,
  FilterSpecification,
  GeoJSONSourceSpecification,
  LayerSpecification,
} from "../../map/map-types.ts";
import { atStops } from "../../map/style/by-zoom.ts";
import type { StyleContext } from "../../map/style/style-context.ts";
import {
  CLOSED_WIDTH_PX,
  CONGESTION_COLOURS,
  congestionColour,
  SEVERE_STRIPE,
} from "../../ui/congestion-scale.ts";
import { type CongestionLine, casing, congestionLine, type LinePlace, ownLine } from "./congestion-line.ts";
import { widthPxOf } from "./congestion-widths.ts";
import { congestionVisibility, offsetPx } from "./segment-line.ts";

/**
 * Source of the segments on which traffic is impeded: from moderate congestion on, or closed. They are few; drawn from
 * the base tiles, every street would be laid out for each of their layers.
 */
export const IMPEDED_SOURCE = "impeded-segments";

const IMPEDED: readonly CongestionClass[] = ["moderate", "heavy", "severe", "closed"];
const EDGE_WIDTH_PX = 1.2;
const CROSS_SPACING_PX = 24;

/** An impeded segment; what the expressions of its lines read is named as in the base tiles. */
type ImpededSegment = Feature<
  LineString,
  { id: string; congestion: CongestionClass; class: RoadClass; isTwoWay: 0 | 1; halfGap: number }
>;

/** What changes in the source. */
export interface ImpededChange {
  add: ImpededSegment[];
  remove: string[];
}

/** Empty at first. */
export function impededSource(): GeoJSONSourceSpecification {
  return { type: "geojson", data: { type: "FeatureCollection", features: [] }, promoteId: "id" };
}

/** Which segments come or are of another class, and which of those that are drawn go. Without a course none can be drawn. */
export function impededChange(
  courses: ReadonlyMap<string, SegmentCourse>,
  drawn: ReadonlySet<string>,
  classes: Iterable<readonly [id: string, congestionClass: CongestionClass]>,
): ImpededChange {
  const change: ImpededChange = { add: [], remove: [] };
  for (const [id, congestion] of classes) {
    const course = courses.get(id);
    if (!IMPEDED.includes(congestion)) {
      if (drawn.has(id)) change.remove.push(id);
    } else if (course) change.add.push(segmentOf(course, congestion));
  }
  return change;
}

function segmentOf(course: SegmentCourse, congestion: CongestionClass): ImpededSegment {
  const { id, roadClass, isTwoWay, halfGapPx, line } = course;
  return {
    type: "Feature",
    geometry: { type: "LineString", coordinates: line },
    properties: { id, congestion, class: roadClass, isTwoWay: isTwoWay ? 1 : 0, halfGap: halfGapPx },
  };
}

const classOf: ExpressionSpecification = ["get", "congestion"];
const isOf = (classes: readonly CongestionClass[]): FilterSpecification => [
  "in",
  classOf,
  ["literal", [...classes]],
];
const PLACE: LinePlace = { source: IMPEDED_SOURCE, classOf, filterOf: isOf };

function stripe(context: StyleContext): CongestionLine {
  const on = SEVERE_STRIPE.dash.map((length) => length / SEVERE_STRIPE.widthShare);
  return {
    id: "congestion-severe-stripe",
    classes: ["severe"],
    colour: CONGESTION_COLOURS[context.theme].severeStripe,
    widthPx: (...of) => widthPxOf(...of) * SEVERE_STRIPE.widthShare,
    paint: { "line-dasharray": on },
  };
}

/** Impeded segments, best below worst, with width and pattern beside the colour. */
export function impededLayers(context: StyleContext): LayerSpecification[] {
  return [
    ...[
      casing(context, { id: "congestion-casing", classes: ["moderate", "heavy", "severe"] }),
      ownLine(context, classOf, { id: "congestion-slow", classes: ["moderate", "heavy"] }),
      ownLine(context, classOf, { id: "congestion-severe", classes: ["severe"] }),
      stripe(context),
    ].map((line) => congestionLine(context, PLACE, line)),
    ...closedLayers(context),
  ];
}

/** A closed segment: two thin edges with crosses between. */
function closedLayers(context: StyleContext): LayerSpecification[] {
  const visibility = congestionVisibility(context);
  const closed = { source: IMPEDED_SOURCE, filter: isOf(["closed"]) };
  return [
    {
      id: "congestion-closed",
      type: "line",
      ...closed,
      layout: { visibility, "line-join": "round" },
      paint: {
        "line-color": congestionColour("closed", context.theme, context.palette),
        "line-width": EDGE_WIDTH_PX,
        "line-gap-width": CLOSED_WIDTH_PX - 2 * EDGE_WIDTH_PX,
        "line-offset": atStops((zoom) => offsetPx(zoom, "closed", context.drivesOn)),
      },
    },
    {
      id: "congestion-closed-crosses",
      type: "symbol",
      ...closed,
      layout: {
        visibility,
        "symbol-placement": "line",
        "symbol-spacing": CROSS_SPACING_PX,
        "icon-image": `${context.theme}/cross`,
        "icon-allow-overlap": true,
        "icon-ignore-placement": true,
      },
    },
  ];
}
