import type { ExpressionSpecification, LayerSpecification } from "../../map/map-types.ts";
import { type StyleContext, visibilityOf } from "../../map/style/style-context.ts";
import { CONTOUR_COLOURS } from "../../ui/congestion-scale.ts";

/** Sources of the weighted points, and of the surface of fine dust. */
export const DENSITY_SOURCE = "density";
export const SURFACE_SOURCE = "air-surface";
const MAX_OPACITY = 0.7;

/** Transparent to the strongest ember colour; the ramp's pale first step is left out. */
function emberRamp(theme: StyleContext["theme"]): ExpressionSpecification {
  const ramp = theme === "light" ? CONTOUR_COLOURS.light : CONTOUR_COLOURS.dark;
  const stops = ramp.slice(1).flatMap((colour, index, all) => [(index + 1) / all.length, colour]);
  return [
    "interpolate",
    ["linear"],
    ["heatmap-density"],
    0,
    `${ramp[1]}00`,
    ...stops,
  ] as unknown as ExpressionSpecification;
}

/** Ember colour of a share of the ramp, for areas. */
function emberStep(theme: StyleContext["theme"]): ExpressionSpecification {
  const ramp = (theme === "light" ? CONTOUR_COLOURS.light : CONTOUR_COLOURS.dark).slice(1);
  const stops = ramp.flatMap((colour, index) => [index / (ramp.length - 1), colour]);
  return ["interpolate", ["linear"], ["get", "share"], ...stops] as unknown as ExpressionSpecification;
}

/** Heat of the roads or car parks by weight, and fine dust as a surface that ends where its stations do. */
export function heatLayers(context: StyleContext): LayerSpecification[] {
  return [
    {
      id: "air-surface",
      type: "fill",
      source: SURFACE_SOURCE,
      layout: { visibility: visibilityOf(context, "heat") },
      paint: {
        "fill-color": emberStep(context.theme),
        "fill-opacity": ["get", "opacity"],
        "fill-antialias": false,
      },
    },
    {
      id: "density",
      type: "heatmap",
      source: DENSITY_SOURCE,
      layout: { visibility: visibilityOf(context, "heat") },
      paint: {
        "heatmap-weight": ["get", "weight"],
        "heatmap-radius": ["interpolate", ["exponential", 1.6], ["zoom"], 10, 9, 12, 18, 14, 34, 16, 70],
        "heatmap-intensity": ["interpolate", ["linear"], ["zoom"], 10, 0.35, 12, 0.6, 14, 1, 16, 1.6],
        "heatmap-color": emberRamp(context.theme),
        "heatmap-opacity": MAX_OPACITY,
      },
    },
  ];
}
