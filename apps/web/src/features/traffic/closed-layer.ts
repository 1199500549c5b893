import type { SegmentCourse } from "@arterial/api/live/map-contract";
import type { RoadClass } from "@arterial/domain/city/network";
import type { CongestionClass } from "@arterial/domain/traffic/congestion-class";
import type { FeatureCollection, LineString } from "geojson";
import type { LayerSpecification } from "../../map/map-types.ts";
import { atStops } from "../../map/style/by-zoom.ts";
import type { StyleContext } from "../../map/style/style-context.ts";
import { CLOSED_WIDTH_PX, congestionColour } from "../../ui/congestion-scale.ts";
import { congestionVisibility, offsetPx } from "./segment-line.ts";

/** Source of the segments that are closed: few, and their crosses would be laid along every street otherwise. */
export const CLOSED_SOURCE = "closed-segments";
const EDGE_WIDTH_PX = 1.2;
const CROSS_SPACING_PX = 24;

/** What the expressions of a segment's line read, named as in the base tiles. */
interface ClosedLine {
  class: RoadClass;
  isTwoWay: 0 | 1;
  halfGap: number;
}

/** The courses of the segments that are drawn as closed. */
export function closedLines(
  courses: ReadonlyMap<string, SegmentCourse>,
  drawnClasses: ReadonlyMap<string, CongestionClass>,
): FeatureCollection<LineString, ClosedLine> {
  const closed = [...courses.values()].filter(({ id }) => drawnClasses.get(id) === "closed");
  return {
    type: "FeatureCollection",
    features: closed.map(({ roadClass, isTwoWay, halfGapPx, line }) => ({
      type: "Feature",
      geometry: { type: "LineString", coordinates: line },
      properties: { class: roadClass, isTwoWay: isTwoWay ? 1 : 0, halfGap: halfGapPx },
    })),
  };
}

/** A closed segment: two thin edges with crosses between. */
export function closedLayers(context: StyleContext): LayerSpecification[] {
  const visibility = congestionVisibility(context);
  return [
    {
      id: "congestion-closed",
      type: "line",
      source: CLOSED_SOURCE,
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
      source: CLOSED_SOURCE,
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
