"use client";

import { useMemo, useState } from "react";
import type { TimeSeriesInput } from "./prepare-time-series.ts";
import { type ChartTime, keepOlder, pointsWithin, type Stretch } from "./stretch.ts";

type Given = Pick<TimeSeriesInput, "points" | "typical" | "from" | "to" | "intervalMs"> & {
  /** What the chart is of; another one starts as a whole. */
  subject: string;
  /** Which quantity of it is drawn; all of them show the same stretch. */
  name: string;
};

/** A stretch that somebody zoomed to, with the chart as it was then. */
interface Held {
  stretch: Stretch;
  given: Given;
}

/** True while a chart is of what was zoomed into, and its clock has not gone back to before that. */
function isOf({ stretch, given }: Held, subject: string, to: number): boolean {
  return given.subject === subject && to >= stretch.to;
}

/**
 * What a chart shows: all of its time, or the stretch that somebody zoomed to. That stays where it is while a live chart
 * goes on, with the points that the chart had.
 */
export function useChartZoom(now: Given) {
  const [last, setLast] = useState<Held | null>(null);
  const [wasZoomed, setWasZoomed] = useState(false);
  const held = last && isOf(last, now.subject, now.to) ? last : null;
  const older = held?.given.name === now.name ? held.given : null;
  const { points, typical } = useMemo(() => {
    const known = { points: now.points, typical: now.typical };
    return older ? keepOlder(older, known) : known;
  }, [older, now.points, now.typical]);
  const from = Math.min(held?.given.from ?? now.from, now.from);
  const time: ChartTime = { whole: { from, to: now.to }, points, intervalMs: now.intervalMs };
  const stretch = held?.stretch ?? null;
  return {
    time,
    /** Null while the whole is shown. */
    stretch,
    points: useMemo(() => (stretch ? pointsWithin(points, stretch) : points), [points, stretch]),
    typical,
    /** Going back to the whole is said only to those who had left it. */
    wasZoomed,
    zoomTo: (to: Stretch | null) => {
      setLast(to && { stretch: to, given: { ...now, points, typical, from } });
      if (to) setWasZoomed(true);
    },
  };
}
