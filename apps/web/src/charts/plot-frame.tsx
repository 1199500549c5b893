"use client";

import type { KeyboardEvent, PointerEvent, ReactNode } from "react";
import { moveCursor } from "./move-cursor.ts";
import { nearestPoint, type SeriesPoint } from "./prepare-time-series.ts";
import { PLOT_MARGIN } from "./time-series-plot.tsx";

export interface PlotFrameProps {
  label: string;
  points: readonly SeriesPoint[];
  from: number;
  to: number;
  /** Space right of the plot area, px. */
  rightPx: number;
  cursorAt: number | null;
  onCursor: (at: number | null) => void;
  children: ReactNode;
}

/** Turns pointer and arrow keys over a plot into a cursor on the nearest observed point. */
export function PlotFrame(props: PlotFrameProps) {
  const { points, from, to, cursorAt, onCursor } = props;
  const onPointerMove = (event: PointerEvent<HTMLElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    const share =
      (event.clientX - box.left - PLOT_MARGIN.axis) / (box.width - PLOT_MARGIN.axis - props.rightPx);
    onCursor(nearestPoint(points, from + share * (to - from))?.at ?? null);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const next = moveCursor(points, cursorAt, event.key);
    if (next === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    onCursor(next);
  };
  return (
    <section
      aria-label={props.label}
      // Time runs from left to right in every language.
      dir="ltr"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: arrow keys move the cursor through the plot
      tabIndex={0}
      onPointerMove={onPointerMove}
      onPointerLeave={() => onCursor(null)}
      onKeyDown={onKeyDown}
      onBlur={() => onCursor(null)}
    >
      {props.children}
    </section>
  );
}
