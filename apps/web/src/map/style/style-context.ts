import type { CongestionPalette } from "../../ui/congestion-scale.ts";
import { PALETTES, type Palette, type Theme } from "../../ui/tokens.ts";
import type { MapLayerId } from "../live-map-props.ts";

/** What the look of the map depends on. */
export interface StyleContext {
  theme: Theme;
  colours: Palette;
  palette: CongestionPalette;
  drivesOn: "right" | "left";
  visible: ReadonlySet<MapLayerId>;
}

/** Context of a theme, with its colours. */
export function styleContext(options: Omit<StyleContext, "colours">): StyleContext {
  return { ...options, colours: PALETTES[options.theme] };
}

/** Value of a layer's `visibility` for a switch of the layer bar. */
export function visibilityOf(context: StyleContext, layer: MapLayerId): "visible" | "none" {
  return context.visible.has(layer) ? "visible" : "none";
}

/** Source of the base tiles. */
export const CITY_SOURCE = "city";
