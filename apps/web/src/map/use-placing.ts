"use client";

import type { LonLat } from "@arterial/domain/city/network";
import { type RefObject, useLayoutEffect } from "react";
import type { CameraFeed } from "./camera-feed.ts";
import { type Camera, projector, type ScreenPoint, shiftBetween } from "./overlay/camera.ts";

/** What stands at a place of the map. */
export interface Placed {
  point: Readonly<LonLat>;
}

interface Stand extends ScreenPoint {
  element: HTMLElement;
}

function placeAll(frame: HTMLElement, items: readonly Placed[], camera: Camera): Stand[] {
  const project = projector(camera);
  return items.flatMap(({ point }, index) => {
    const element = frame.children[index];
    if (!(element instanceof HTMLElement)) return [];
    const { x, y } = project(point[0], point[1]);
    element.style.transform = `translate(${Math.round(x)}px, ${Math.round(y)}px)`;
    return [{ element, x, y }];
  });
}

/** Hides what is out of view, also from Tab, and says which side has more room for a callout. Writes changes only. */
function markSides(stands: readonly Stand[], by: ScreenPoint, { widthPx, heightPx }: Camera): void {
  for (const { element, ...at } of stands) {
    const [x, y] = [at.x + by.x, at.y + by.y];
    const visibility = x < 0 || y < 0 || x > widthPx || y > heightPx ? "hidden" : "visible";
    const side = x > widthPx / 2 ? "left" : "right";
    if (element.style.visibility !== visibility) element.style.visibility = visibility;
    if (element.dataset.side !== side) element.dataset.side = side;
  }
}

/**
 * Keeps the children of a frame on the points of their items, without a render at each move. While the map is panned
 * the frame moves as a whole.
 */
export function usePlacing(
  frame: RefObject<HTMLElement | null>,
  items: readonly Placed[],
  cameras: CameraFeed,
): void {
  useLayoutEffect(() => {
    let placed: { camera: Camera; stands: Stand[] } | undefined;
    const draw = (camera: Camera): void => {
      if (!frame.current) return;
      let shift = placed ? shiftBetween(placed.camera, camera) : null;
      if (!placed || !shift) {
        placed = { camera, stands: placeAll(frame.current, items, camera) };
        shift = { x: 0, y: 0 };
      }
      frame.current.style.transform = `translate(${shift.x}px, ${shift.y}px)`;
      markSides(placed.stands, shift, camera);
    };
    const now = cameras.current();
    if (now) draw(now);
    return cameras.subscribe(draw);
  }, [frame, items, cameras]);
}
