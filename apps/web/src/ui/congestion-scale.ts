import type { CongestionPalette } from "@arterial/domain/account/choices";
import type { CongestionClass } from "@arterial/domain/traffic/congestion-class";
import type { Theme } from "./tokens.ts";

export { CONGESTION_PALETTES, type CongestionPalette } from "@arterial/domain/account/choices";

/** The five ordered classes, best first; `unknown` and `closed` stand outside the order. */
export const ORDERED_CLASSES = [
  "free",
  "light",
  "moderate",
  "heavy",
  "severe",
] as const satisfies readonly CongestionClass[];

type Ramp = readonly [free: string, light: string, moderate: string, heavy: string, severe: string];

/** Colours of one theme's congestion scale, as `#RRGGBB`. */
export interface CongestionColours {
  readonly default: Ramp;
  readonly trafficLight: Ramp;
  /** Centre stripe of a severe segment. */
  readonly severeStripe: string;
  readonly closed: string;
  readonly unknown: string;
}

const dark: CongestionColours = {
  default: ["#5E6C73", "#849095", "#C28D53", "#FBB04A", "#FFF1C4"],
  trafficLight: ["#1F8A5B", "#6FA83A", "#F2CB4E", "#F28A2E", "#E5383B"],
  severeStripe: "#7A2412",
  closed: "#F74A41",
  unknown: "#69747A",
};

const light: CongestionColours = {
  default: ["#7A878D", "#5A666C", "#8E5218", "#6E2307", "#2C040B"],
  trafficLight: ["#14704A", "#5F8F22", "#E3B012", "#D9660F", "#A80F1B"],
  severeStripe: "#F6B9A8",
  closed: "#B30F14",
  unknown: "#7C8588",
};

/** Congestion colours by theme. */
export const CONGESTION_COLOURS: Readonly<Record<Theme, CongestionColours>> = { dark, light, wall: dark };

/** Colour of a class in a theme and palette. */
export function congestionColour(cls: CongestionClass, theme: Theme, palette: CongestionPalette): string {
  const colours = CONGESTION_COLOURS[theme];
  if (cls === "unknown" || cls === "closed") return colours[cls];
  return colours[palette][ORDERED_CLASSES.indexOf(cls)] ?? colours.unknown;
}

/** Line width of the five ordered classes, px on a motorway, by zoom; `wall` at the wall's usual zoom. */
export const CONGESTION_WIDTHS_PX = {
  zoom11: [1.4, 1.9, 2.6, 3.4, 4.6],
  zoom13: [1.7, 2.2, 3.1, 4.2, 5.6],
  zoom15: [2.6, 3.2, 4.4, 6, 8],
  wall: [2.2, 2.9, 4.2, 5.8, 8],
} as const;
export const UNKNOWN_WIDTH_PX = 1.6;
export const CLOSED_WIDTH_PX = 5;
/** Dots of an unknown segment, px on and off. */
export const UNKNOWN_DASH_PX = [1.5, 3.5] as const;
/** Width factor by road class; classes not named here use that of `secondary`. */
export const ROAD_WIDTH_FACTOR = { motorway: 1, primary: 0.92, secondary: 0.72 } as const;
/** Severe stripe: width as a share of the line, dash in stripe widths of the line. */
export const SEVERE_STRIPE = { widthShare: 0.3, dash: [1, 0.9] } as const;
/** Casing in the land colour from `moderate` up, px added to the line. */
export const CASING_EXTRA_PX = 2;

/** Ratios of free flow at which a space-time contour changes its shade, best first. */
export const CONTOUR_RATIOS = [1.1, 0.91, 0.79, 0.61, 0.43, 0.24, 0.1] as const;
/** Contour and heat (ember) ramp by theme, in the order of `CONTOUR_RATIOS`. */
export const CONTOUR_COLOURS = {
  light: ["#EEF1F0", "#CED4D3", "#E2C8A0", "#CE8C48", "#9E4A18", "#601A0C", "#28040C"],
  dark: ["#1D2225", "#4A565C", "#86664A", "#BE7C34", "#EC972F", "#FFCE66", "#FFFAEC"],
} as const;

/** Up to five labelled series. */
export const CATEGORICAL_COLOURS = {
  dark: ["#7AA394", "#EDE98A", "#B3571A", "#8C6CC2", "#86E9EC"],
  light: ["#9A4F68", "#7A8E17", "#12340F", "#3A0F66", "#5A80D2"],
} as const;

/** Against typical: much lower, lower, as typical, higher, much higher. */
export const DIVERGING_COLOURS = ["#0072B2", "#7FB0D1", "#F7F7F7", "#E8A36B", "#D55E00"] as const;
