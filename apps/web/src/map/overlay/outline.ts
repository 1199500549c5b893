import type { ScreenPoint } from "./camera.ts";

/** Moves a line sideways by `offsetPx`, to the right of its direction when positive. */
export function shiftLine(line: readonly ScreenPoint[], offsetPx: number): ScreenPoint[] {
  return line.map((point, index) => {
    const before = line[Math.max(0, index - 1)] ?? point;
    const after = line[Math.min(line.length - 1, index + 1)] ?? point;
    const length = Math.hypot(after.x - before.x, after.y - before.y) || 1;
    // Screen y grows downwards, so the right-hand normal of (dx, dy) is (-dy, dx).
    return {
      x: point.x - ((after.y - before.y) / length) * offsetPx,
      y: point.y + ((after.x - before.x) / length) * offsetPx,
    };
  });
}

function trace(context: CanvasRenderingContext2D, line: readonly ScreenPoint[]): void {
  context.beginPath();
  for (const [index, { x, y }] of line.entries()) {
    if (index === 0) context.moveTo(x, y);
    else context.lineTo(x, y);
  }
}

/** Selection: 2 px of the accent around the line, 4 px clear on each side, nothing recoloured. */
export const OUTLINE = { linePx: 2, clearPx: 4 } as const;

/** A line to surround, and how wide its own drawing is. */
export interface OutlinedLine {
  points: readonly ScreenPoint[];
  insidePx: number;
}

/** Draws one closed outline around all lines; what it surrounds stays clear. Call it first on an empty canvas. */
export function drawOutline(
  context: CanvasRenderingContext2D,
  lines: readonly OutlinedLine[],
  look: { colour: string; cap: CanvasLineCap },
): void {
  context.save();
  context.lineJoin = "round";
  context.lineCap = look.cap;
  const pass = (extraPx: number): void => {
    for (const { points, insidePx } of lines) {
      context.lineWidth = insidePx + extraPx * 2;
      trace(context, points);
      context.stroke();
    }
  };
  context.strokeStyle = look.colour;
  pass(OUTLINE.clearPx + OUTLINE.linePx);
  context.globalCompositeOperation = "destination-out";
  pass(OUTLINE.clearPx);
  context.restore();
}

/** Draws the selection of a thing that is a point. */
export function drawRing(
  context: CanvasRenderingContext2D,
  at: ScreenPoint,
  look: { colour: string; radiusPx: number },
): void {
  context.beginPath();
  context.arc(at.x, at.y, look.radiusPx, 0, 2 * Math.PI);
  context.strokeStyle = look.colour;
  context.lineWidth = OUTLINE.linePx;
  context.stroke();
}
