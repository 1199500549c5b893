"use client";

import "./route-marks.css";
import type { LonLat } from "@arterial/domain/city/network";
import { useMemo, useRef } from "react";
import type { CameraFeed } from "../camera-feed.ts";
import { usePlacing } from "../use-placing.ts";

/** A at the origin, B at the destination, numbers between; hidden from screen readers, to whom the panel speaks. */
export function RouteMarks({ points, cameras }: { points: readonly LonLat[]; cameras: CameraFeed }) {
  const frame = useRef<HTMLDivElement>(null);
  const placed = useMemo(() => points.map((point) => ({ point })), [points]);
  usePlacing(frame, placed, cameras);
  const last = points.length - 1;
  return (
    <div ref={frame} className="live-map-route-marks" aria-hidden>
      {points.map((_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a point is known by its place in the route
        <span key={index}>
          <span data-end={index === 0 ? "origin" : index === last ? "destination" : undefined}>
            {index === 0 ? "A" : index === last ? "B" : index}
          </span>
        </span>
      ))}
    </div>
  );
}
