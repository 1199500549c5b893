"use client";

import type { LonLat } from "@arterial/domain/city/network";
import { type RefObject, useLayoutEffect } from "react";
import type { CameraFeed } from "./camera-feed.ts";
import { type Camera, projector } from "./overlay/camera.ts";

/** What stands at a place of the map. */
export interface Placed {
  point: Readonly<LonLat>;
}

function moveTo(element: Element | undefined | null, camera: Camera, { point }: Placed): void {
  if (!(element instanceof HTMLElement)) return;
  const { x, y } = projector(camera)(point[0], point[1]);
  element.style.transform = `translate(${Math.round(x)}px, ${Math.round(y)}px)`;
  const isOutside = x < 0 || y < 0 || x > camera.widthPx || y > camera.heightPx;
  element.style.visibility = isOutside ? "hidden" : "visible";
  // The callout stands on the side that has more room.
  element.dataset.side = x > camera.widthPx / 2 ? "left" : "right";
}

/** Keeps the children of a frame on the points of their items, without a render at each move. */
export function usePlacing(
  frame: RefObject<HTMLElement | null>,
  items: readonly Placed[],
  cameras: CameraFeed,
): void {
  useLayoutEffect(() => {
    const draw = (camera: Camera): void => {
      for (const [index, item] of items.entries()) moveTo(frame.current?.children[index], camera, item);
    };
    const now = cameras.current();
    if (now) draw(now);
    return cameras.subscribe(draw);
  }, [frame, items, cameras]);
}
