import type { RoadClass } from "@arterial/domain/city/network";
import type { CongestionClass } from "@arterial/domain/traffic/congestion-class";
import { pxAt, type Widths } from "../../map/style/by-zoom.ts";
import { ROAD_WIDTHS } from "../../map/style/road-widths.ts";
import {
  CLOSED_WIDTH_PX,
  CONGESTION_WIDTHS_PX,
  ORDERED_CLASSES,
  ROAD_WIDTH_FACTOR,
  UNKNOWN_WIDTH_PX,
} from "../../ui/congestion-scale.ts";

/** Clear space between the lines of the two directions, px on each side of the middle. */
const EDGE_PX = 0.25;

/** The class whose line keeps the place of whatever is drawn alike for all; that of a worse one is wider and lies a little farther out. */
export const USUAL_CLASS: CongestionClass = "moderate";

/** Road classes with a width factor and a road width of their own; all others count as residential. */
export const WIDE_CLASSES = ["motorway", "primary", "secondary"] as const;
type WideClass = (typeof WIDE_CLASSES)[number];

function wideClass(roadClass: RoadClass): WideClass | undefined {
  return WIDE_CLASSES.find((name) => name === roadClass);
}

/** Width factor of a road class. */
function roadFactor(roadClass: RoadClass): number {
  return ROAD_WIDTH_FACTOR[wideClass(roadClass) ?? "secondary"];
}

/** Width of a class's line on a road, px; of what is closed or not known the same on every road and at every zoom. */
export function widthPxOf(zoom: number, congestionClass: CongestionClass, roadClass: RoadClass): number {
  if (congestionClass === "closed") return CLOSED_WIDTH_PX;
  if (congestionClass === "unknown") return UNKNOWN_WIDTH_PX;
  const index = ORDERED_CLASSES.indexOf(congestionClass);
  const { zoom11, zoom13, zoom15 } = CONGESTION_WIDTHS_PX;
  const widths: Widths = [zoom11[index] ?? 1, zoom13[index] ?? 1, zoom15[index] ?? 1];
  return pxAt(zoom, widths) * roadFactor(roadClass);
}

/** A quarter of the drawn road: the middle of one of its two carriageways, px from the road's middle. */
function quarterOfRoadPx(zoom: number, roadClass: RoadClass): number {
  return pxAt(zoom, ROAD_WIDTHS[wideClass(roadClass) ?? "residential"]) / 4;
}

/** How far a class's line stands from the middle of a road with two directions, px: half a carriageway, or half its own width where that is more. */
export function fromMiddlePx(zoom: number, congestionClass: CongestionClass, roadClass: RoadClass): number {
  return Math.max(
    quarterOfRoadPx(zoom, roadClass),
    widthPxOf(zoom, congestionClass, roadClass) / 2 + EDGE_PX,
  );
}
