import type { LiveSegment } from "@arterial/domain/live/frame";
import type { ExpressionSpecification } from "../../map/map-types.ts";
import { DIVERGING_COLOURS } from "../../ui/congestion-scale.ts";

/** How a segment is against what is typical: −2 much faster to 2 much slower, 0 as usual. */
export type DifferenceStep = -2 | -1 | 0 | 1 | 2;

/** Differences of the ratio to free flow at which a step begins. Ours: one class of congestion is 0.1. */
const SLIGHT = 0.1;
const LARGE = 0.25;

/** Live ratio to free flow less the typical one, below 0 where it is slower; null when either is not known. */
export function differenceFromTypical(
  live: Pick<LiveSegment, "ratio"> | undefined,
  typicalRatio: number | undefined,
): number | null {
  if (live?.ratio === null || live === undefined || typicalRatio === undefined) return null;
  return live.ratio - typicalRatio;
}

/** Step of a segment; null when it or what is typical for it is not known. */
export function differenceStep(
  live: Pick<LiveSegment, "ratio"> | undefined,
  typicalRatio: number | undefined,
): DifferenceStep | null {
  const difference = differenceFromTypical(live, typicalRatio);
  if (difference === null) return null;
  if (Math.abs(difference) < SLIGHT) return 0;
  const size = Math.abs(difference) < LARGE ? 1 : 2;
  return (difference < 0 ? size : -size) as DifferenceStep;
}

/** Colours by step, with the calm middle in a theme's own grey, since white would be loud on dark ground. */
export function differenceColours(usual: string): readonly string[] {
  const [muchFaster, faster, , slower, muchSlower] = DIVERGING_COLOURS;
  return [muchFaster, faster, usual, slower, muchSlower];
}

const STEPS = [-2, -1, 0, 1, 2] as const;

/** Colour of a segment by its feature state. */
export function differenceColour(usual: string): ExpressionSpecification {
  const colours = differenceColours(usual);
  const pairs = STEPS.flatMap((step, index) => [step, colours[index] ?? usual]);
  return [
    "match",
    ["coalesce", ["feature-state", "difference"], 9],
    ...pairs,
    "transparent",
  ] as unknown as ExpressionSpecification;
}

/** Width by how far off a segment is, so that colour is not alone; from much faster to much slower, px. */
export const DIFFERENCE_WIDTHS_PX = [5, 3.2, 1.4, 3.2, 5] as const;
const [FAR_PX, NEAR_PX, USUAL_PX] = DIFFERENCE_WIDTHS_PX;

/** Width of a segment by its feature state. */
export const differenceWidth: ExpressionSpecification = [
  "match",
  ["coalesce", ["feature-state", "difference"], 9],
  [-2, 2],
  FAR_PX,
  [-1, 1],
  NEAR_PX,
  USUAL_PX,
] as unknown as ExpressionSpecification;
