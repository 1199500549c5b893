import type { LonLat } from "@arterial/domain/city/network";
import { type Camera, projector } from "../overlay/camera.ts";

/** So near to the last point a press is the second of a double click, px. */
export const SAME_PX = 4;

/** How far two places are from each other on the screen, px. */
export type ScreenDistance = (a: LonLat, b: LonLat) => number;

/** The distance on the screen of a camera. */
export function screenDistance(camera: Camera): ScreenDistance {
  const project = projector(camera);
  return (a, b) => {
    const [from, to] = [project(...a), project(...b)];
    return Math.hypot(from.x - to.x, from.y - to.y);
  };
}
