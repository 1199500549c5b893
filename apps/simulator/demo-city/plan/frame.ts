import type { Point } from "./geometry.ts";

/**
 * The plan's frame: a ring-radial system. `deg` turns counter-clockwise from east; `level` is 0 in the centre,
 * 1 on the inner ring, 2 on the outer ring R1 and grows by 1 every 1,500 m beyond it.
 */
export type RingPoint = readonly [deg: number, level: number];

const BEYOND_RING_M = 1500;

/** Radius of the outer ring R1 at an angle, m: an ellipse of 7.4 × 5.3 km with gentle irregularity. */
export function outerRadiusM(deg: number): number {
  const angle = (deg * Math.PI) / 180;
  const ellipse = 1 / Math.hypot(Math.cos(angle) / 3700, Math.sin(angle) / 2650);
  return ellipse * (1 + 0.022 * Math.cos(3 * angle + 0.6) + 0.014 * Math.cos(5 * angle - 1));
}

/** Radius of the inner ring at an angle, m. */
export function innerRadiusM(deg: number): number {
  const angle = (deg * Math.PI) / 180;
  const ellipse = 1 / Math.hypot(Math.cos(angle) / 1270, Math.sin(angle) / 1060);
  return ellipse * (1 + 0.035 * Math.cos(3 * angle + 1.1) + 0.028 * Math.cos(5 * angle + 0.3));
}

/** Plan coordinates of a ring point, without the irregularity of ordinary streets. */
export function ringPoint([deg, level]: RingPoint): Point {
  const inner = innerRadiusM(deg);
  const outer = outerRadiusM(deg);
  const radius =
    level <= 1
      ? level * inner
      : level <= 2
        ? inner + (level - 1) * (outer - inner)
        : outer + (level - 2) * BEYOND_RING_M;
  const angle = (deg * Math.PI) / 180;
  return [radius * Math.cos(angle), radius * Math.sin(angle)];
}

/** Plan coordinates of a street's control point: grown cities bend, so streets off the rings drift by up to 70 m. */
export function streetPoint(at: RingPoint): Point {
  const [x, y] = ringPoint(at);
  const weight = Math.min(1, Math.max(0, (at[1] - 1) * 4));
  const dx = 42 * Math.sin(y / 610 + 0.8) + 28 * Math.sin(x / 430 + y / 900);
  const dy = 42 * Math.sin(x / 560 + 2.1) + 28 * Math.sin(y / 390 - x / 800);
  return [x + weight * dx, y + weight * dy];
}
