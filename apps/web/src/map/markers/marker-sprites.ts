import type { Palette } from "../../ui/tokens.ts";
import type { DeviceLayer } from "./device-layer.ts";

/** A marker, drawn once for all that look the same. */
export interface MarkerSprite {
  image: ImageBitmap;
  widthPx: number;
  heightPx: number;
}

/** What sprites depend on besides their names. */
export interface SpriteLook {
  colours: Palette;
  pixelRatio: number;
}

/** So many are kept; numbers that change with every reading make new ones. */
const MAX_SPRITES = 2_000;
const FONT = '500 10.5px "IBM Plex Sans Condensed", sans-serif';
/** What letters on markers are written in, as CSS `font` shorthands: that of the text and that of the icons. */
export const MARKER_FONTS = [FONT, '600 11px "IBM Plex Sans Condensed"'] as const;
/** From the middle of a line of this font to the middle of its capitals and figures, px. */
const FIGURES_DOWN_PX = 0.5;

/** Sprites of one look; another look begins anew. */
export class MarkerSprites {
  readonly #sprites = new Map<string, MarkerSprite | null>();
  #look: SpriteLook | undefined;

  forget(): void {
    this.#sprites.clear();
  }

  /** The sprite of an icon `<name>/<params…>` with a text on it, or null when the layer has no such icon. */
  get(layer: DeviceLayer, of: { icon: string; text: string }, look: SpriteLook): MarkerSprite | null {
    const isKnown = look.colours === this.#look?.colours && look.pixelRatio === this.#look.pixelRatio;
    if (!isKnown || this.#sprites.size >= MAX_SPRITES) this.#sprites.clear();
    this.#look = look;
    const key = `${layer.kind} ${of.icon} ${of.text}`;
    let sprite = this.#sprites.get(key);
    if (sprite === undefined) {
      sprite = drawSprite(layer, of, look);
      this.#sprites.set(key, sprite);
    }
    return sprite;
  }
}

function drawSprite(
  layer: DeviceLayer,
  { icon, text }: { icon: string; text: string },
  { colours, pixelRatio }: SpriteLook,
): MarkerSprite | null {
  const [name = "", ...params] = icon.split("/");
  const drawing = layer.icons[name]?.(params, colours);
  if (!drawing) return null;
  const { widthPx, heightPx } = drawing;
  const canvas = new OffscreenCanvas(Math.ceil(widthPx * pixelRatio), Math.ceil(heightPx * pixelRatio));
  const context = canvas.getContext("2d");
  if (!context) return null;
  context.scale(pixelRatio, pixelRatio);
  // OffscreenCanvas has the same drawing methods; the type only lacks what belongs to a page.
  drawing.draw(context as unknown as CanvasRenderingContext2D);
  if (text !== "") {
    const { x, y } = layer.textOffset ?? { x: 0, y: 0 };
    context.font = FONT;
    context.textAlign = "center";
    context.textBaseline = "middle";
    context.fillStyle = colours.ink;
    context.fillText(text, widthPx / 2 + x, heightPx / 2 + y + FIGURES_DOWN_PX);
  }
  return { image: canvas.transferToImageBitmap(), widthPx, heightPx };
}
