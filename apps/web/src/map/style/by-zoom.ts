import type { ExpressionSpecification } from "../map-types.ts";

/** Growth of a width with each zoom level below 11. */
const SHRINK_BELOW_11 = 1.35;
/** Growth of a width with each zoom level above 15. */
export const GROWTH_ABOVE_15 = 1.45;

/** Zooms at which an expression by zoom has a stop. */
export const ZOOM_STOPS = [8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19] as const;

/** Widths of something at zoom 11, 13 and 15, px. */
export type Widths = readonly [at11: number, at13: number, at15: number];

/** A width at any zoom, px: by equal factors between the three given ones, smaller before and larger after. */
export function pxAt(zoom: number, [at11, at13, at15]: Widths): number {
  if (zoom <= 11) return at11 * SHRINK_BELOW_11 ** (zoom - 11);
  if (zoom <= 13) return at11 * (at13 / at11) ** ((zoom - 11) / 2);
  if (zoom <= 15) return at13 * (at15 / at13) ** ((zoom - 13) / 2);
  return at15 * GROWTH_ABOVE_15 ** (zoom - 15);
}

/** An expression that is `valueAt(zoom)` at every stop and linear between them. */
export function atStops(
  valueAt: (zoom: number) => number | ExpressionSpecification,
): ExpressionSpecification {
  const stops = ZOOM_STOPS.flatMap((zoom) => [zoom, valueAt(zoom)]);
  return ["interpolate", ["linear"], ["zoom"], ...stops] as unknown as ExpressionSpecification;
}

/** A width that is `at11`, `at13` and `at15` px at those zooms. */
export function byZoom(at11: number, at13: number, at15: number): ExpressionSpecification {
  return atStops((zoom) => Math.round(pxAt(zoom, [at11, at13, at15]) * 100) / 100);
}

/** Fades in from nothing at `from` to full half a level later. */
export function fadeIn(from: number, full = 1): ExpressionSpecification {
  return ["interpolate", ["linear"], ["zoom"], from, 0, from + 0.5, full];
}
