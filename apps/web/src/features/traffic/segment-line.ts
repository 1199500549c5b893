import type { RoadClass } from "@arterial/domain/city/network";
import type { CongestionClass } from "@arterial/domain/traffic/congestion-class";
import type { ExpressionSpecification } from "../../map/map-types.ts";
import { type StyleContext, visibilityOf } from "../../map/style/style-context.ts";
import { fromMiddlePx, WIDE_CLASSES } from "./congestion-widths.ts";

/** A number for each class of roads. */
export function byRoad(numberOf: (road: RoadClass) => number): ExpressionSpecification {
  const pairs = WIDE_CLASSES.flatMap((road) => [road, numberOf(road)]);
  return ["match", ["get", "class"], ...pairs, numberOf("residential")] as unknown as ExpressionSpecification;
}

/**
 * How far the line of a class is moved to its driving side at a zoom, px: its distance from the middle of the road less
 * what its geometry is already off that.
 */
export function offsetPx(
  zoom: number,
  congestionClass: CongestionClass,
  drivesOn: StyleContext["drivesOn"],
): ExpressionSpecification {
  const sign = drivesOn === "right" ? 1 : -1;
  const fromMiddle = byRoad((road) => fromMiddlePx(zoom, congestionClass, road));
  const gap: ExpressionSpecification = ["*", ["get", "halfGap"], 2 ** (zoom - 15)];
  return ["*", ["get", "isTwoWay"], sign, ["max", 0, ["-", fromMiddle, gap]]];
}

/** Congestion lines are hidden while the heat layer or what is against typical shows. */
export function congestionVisibility(context: StyleContext): "visible" | "none" {
  const isHidden = context.visible.has("heat") || context.visible.has("difference");
  return isHidden ? "none" : visibilityOf(context, "congestion");
}
