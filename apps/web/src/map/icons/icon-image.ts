import { PALETTES, THEMES } from "../../ui/tokens.ts";
import { ROOM_ICONS } from "../markers/room-layers.ts";
import type { IconDrawer } from "./map-icon.ts";
import { chevronIcon, crossIcon, shieldIcon } from "./road-icons.ts";

const DRAWERS: Readonly<Record<string, IconDrawer>> = {
  shield: shieldIcon,
  cross: crossIcon,
  chevron: chevronIcon,
  ...ROOM_ICONS,
};

/** Pixels of the image named `<theme>/<icon>/<params…>` at a pixel ratio, or null when nothing has that name. */
export function iconImage(name: string, pixelRatio: number): ImageData | null {
  const [themeName, iconName = "", ...params] = name.split("/");
  const theme = THEMES.find((known) => known === themeName);
  const icon = theme ? DRAWERS[iconName]?.(params, PALETTES[theme]) : null;
  if (!icon) return null;
  const width = Math.ceil(icon.widthPx * pixelRatio);
  const height = Math.ceil(icon.heightPx * pixelRatio);
  const context = new OffscreenCanvas(width, height).getContext("2d");
  if (!context) return null;
  context.scale(pixelRatio, pixelRatio);
  // OffscreenCanvas has the same drawing methods; the type only lacks what belongs to a page.
  icon.draw(context as unknown as CanvasRenderingContext2D);
  return context.getImageData(0, 0, width, height);
}
