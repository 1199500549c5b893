import type { ScreenPoint } from "./camera.ts";

/** An arrow on a line: where, and which way it points, radians from the screen's x. */
export interface RouteArrow extends ScreenPoint {
  angle: number;
}

const SPACING_PX = 96;
const LENGTH_PX = 11;
const HALF_WIDTH_PX = 5;
const EDGE_PX = 2;

/** Arrows at even distances along lines that follow one another. */
export function arrowsAlong(
  lines: readonly (readonly ScreenPoint[])[],
  spacingPx = SPACING_PX,
): RouteArrow[] {
  const arrows: RouteArrow[] = [];
  // The first stands half a distance from the start, which has its own mark.
  let untilNext = spacingPx / 2;
  for (const line of lines) {
    for (const [index, start] of line.entries()) {
      const end = line[index + 1];
      if (!end) continue;
      const length = Math.hypot(end.x - start.x, end.y - start.y);
      const angle = Math.atan2(end.y - start.y, end.x - start.x);
      let at = untilNext;
      for (; at <= length; at += spacingPx) {
        const share = at / length;
        arrows.push({
          x: start.x + (end.x - start.x) * share,
          y: start.y + (end.y - start.y) * share,
          angle,
        });
      }
      untilNext = at - length;
    }
  }
  return arrows;
}

/** Draws arrows with an edge, so that they stand out from any congestion colour below them. */
export function drawArrows(
  context: CanvasRenderingContext2D,
  arrows: readonly RouteArrow[],
  colours: { fill: string; edge: string },
): void {
  context.save();
  context.lineJoin = "round";
  context.lineWidth = EDGE_PX * 2;
  context.strokeStyle = colours.edge;
  context.fillStyle = colours.fill;
  for (const { x, y, angle } of arrows) {
    const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
    const corner = (along: number, across: number) =>
      [x + along * cos - across * sin, y + along * sin + across * cos] as const;
    context.beginPath();
    context.moveTo(...corner(LENGTH_PX / 2, 0));
    context.lineTo(...corner(-LENGTH_PX / 2, HALF_WIDTH_PX));
    context.lineTo(...corner(-LENGTH_PX / 4, 0));
    context.lineTo(...corner(-LENGTH_PX / 2, -HALF_WIDTH_PX));
    context.closePath();
    context.stroke();
    context.fill();
  }
  context.restore();
}
