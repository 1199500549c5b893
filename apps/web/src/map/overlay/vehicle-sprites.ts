/** Arrows for all headings in one row, drawn once for a size and theme. */
export interface VehicleSprites {
  image: ImageBitmap;
  /** Side of one arrow's square, px of the screen. */
  cellPx: number;
}

export const HEADING_STEPS = 72;
const MAX_HALO_PX = 1.4;
const HALO_SHARE = 0.16;

/** Index of the arrow that is nearest to a heading. */
export function spriteIndex(headingDeg: number): number {
  return Math.round((headingDeg / 360) * HEADING_STEPS) % HEADING_STEPS;
}

function arrowPath(context: OffscreenCanvasRenderingContext2D, sizePx: number): void {
  const half = sizePx / 2;
  context.beginPath();
  context.moveTo(0, -half);
  context.lineTo(half * 0.78, half * 0.86);
  context.lineTo(0, half * 0.5);
  context.lineTo(-half * 0.78, half * 0.86);
  context.closePath();
}

/** Draws the arrows; `sizePx` is their length in CSS px. */
export function drawVehicleSprites(options: {
  colours: { fill: string; halo: string };
  sizePx: number;
  pixelRatio: number;
}): VehicleSprites {
  const { colours, sizePx, pixelRatio } = options;
  const haloPx = Math.min(MAX_HALO_PX, sizePx * HALO_SHARE);
  const cellPx = Math.ceil((sizePx + haloPx * 2 + 2) * pixelRatio);
  const canvas = new OffscreenCanvas(cellPx * HEADING_STEPS, cellPx);
  const context = canvas.getContext("2d");
  if (!context) throw new Error("this browser has no 2D canvas");
  context.lineJoin = "round";
  for (let step = 0; step < HEADING_STEPS; step += 1) {
    context.setTransform(pixelRatio, 0, 0, pixelRatio, (step + 0.5) * cellPx, cellPx / 2);
    context.rotate((step / HEADING_STEPS) * 2 * Math.PI);
    arrowPath(context, sizePx);
    context.strokeStyle = colours.halo;
    context.lineWidth = haloPx * 2;
    context.stroke();
    context.fillStyle = colours.fill;
    context.fill();
  }
  // A canvas that is copied from is finished anew for every copy.
  return { image: canvas.transferToImageBitmap(), cellPx };
}

const SIZE_STOPS: readonly (readonly [zoom: number, px: number])[] = [
  [9.5, 2],
  [11, 4],
  [12, 5.5],
  [13, 8],
  [14, 11],
  [15, 12],
  [17, 15],
];

/** Length of a vehicle's arrow at a zoom, px in steps of a half. */
export function vehicleSizePx(zoom: number): number {
  const upper = SIZE_STOPS.findIndex(([stop]) => stop >= zoom);
  const [highZoom, highPx] = SIZE_STOPS.at(upper) ?? [17, 15];
  if (upper <= 0) return upper === 0 ? highPx : (SIZE_STOPS.at(-1)?.[1] ?? highPx);
  const [lowZoom, lowPx] = SIZE_STOPS[upper - 1] ?? [highZoom, highPx];
  return Math.round((lowPx + ((highPx - lowPx) * (zoom - lowZoom)) / (highZoom - lowZoom)) * 2) / 2;
}
