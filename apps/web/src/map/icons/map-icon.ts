import type { Palette } from "../../ui/tokens.ts";

/** A small drawing for the map, in CSS px; drawn at the screen's own density when the map first needs it. */
export interface MapIcon {
  widthPx: number;
  heightPx: number;
  draw(context: CanvasRenderingContext2D): void;
}

/** Draws the icon that the rest of an image's name asks for, or null when there is none of that name. */
export type IconDrawer = (params: readonly string[], colours: Palette) => MapIcon | null;
