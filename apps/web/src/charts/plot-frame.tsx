"use client";

import { type KeyboardEvent, type PointerEvent, type ReactNode, useRef } from "react";
import { moveCursor } from "./move-cursor.ts";
import { nearestPoint, type SeriesPoint } from "./prepare-time-series.ts";
import { type ChartTime, dragStretch, type Stretch, stretchOfKey } from "./stretch.ts";
import { PLOT_MARGIN } from "./time-series-plot.tsx";

export interface PlotFrameProps {
  label: string;
  /** Points that are drawn. */
  points: readonly SeriesPoint[];
  from: number;
  to: number;
  /** All that the chart has, and the stretch that it shows; null shows all. */
  time: ChartTime;
  stretch: Stretch | null;
  onStretch: (stretch: Stretch | null) => void;
  /** What is being dragged over. */
  onDrag: (dragged: Stretch | null) => void;
  /** Space right of the plot area, px. */
  rightPx: number;
  cursorAt: number | null;
  onCursor: (at: number | null) => void;
  children: ReactNode;
}

/** Less is a click, px. */
const LEAST_DRAG_PX = 6;

/** Dragging over the plot with the main button, or sideways with a finger. */
function useDragging({ onDrag, onStretch, stretch, time }: PlotFrameProps) {
  const begun = useRef<{ at: number; x: number } | null>(null);
  const end = () => {
    begun.current = null;
    onDrag(null);
  };
  const draggedTo = (event: PointerEvent, at: number): boolean =>
    begun.current !== null &&
    Math.abs(event.clientX - begun.current.x) >= LEAST_DRAG_PX &&
    at !== begun.current.at;
  return {
    begin(event: PointerEvent<HTMLElement>, at: number) {
      if (event.button !== 0) return;
      begun.current = { at, x: event.clientX };
      event.currentTarget.setPointerCapture(event.pointerId);
    },
    move(event: PointerEvent, at: number) {
      if (!begun.current || !draggedTo(event, at)) return;
      onDrag({ from: Math.min(begun.current.at, at), to: Math.max(begun.current.at, at) });
    },
    drop(event: PointerEvent, at: number) {
      if (begun.current && draggedTo(event, at)) onStretch(dragStretch(begun.current.at, at, stretch, time));
      end();
    },
    end,
  };
}

/** Turns pointer and keys over a plot into a cursor on the nearest observed point, and into the stretch that is shown. */
export function PlotFrame(props: PlotFrameProps) {
  const { points, from, to, cursorAt, onCursor } = props;
  const dragging = useDragging(props);
  const timeAt = (event: PointerEvent<HTMLElement>): number => {
    const box = event.currentTarget.getBoundingClientRect();
    const share =
      (event.clientX - box.left - PLOT_MARGIN.axis) / (box.width - PLOT_MARGIN.axis - props.rightPx);
    return from + Math.min(1, Math.max(0, share)) * (to - from);
  };
  const onPointerMove = (event: PointerEvent<HTMLElement>) => {
    const at = timeAt(event);
    onCursor(nearestPoint(points, at)?.at ?? null);
    dragging.move(event, at);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    // Escape takes the cursor away before it takes the stretch back.
    const stretch =
      event.key === "Escape" && cursorAt !== null
        ? undefined
        : stretchOfKey(event, cursorAt, props.stretch, props.time);
    const next = stretch === undefined ? moveCursor(points, cursorAt, event.key) : null;
    if (next === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    if (stretch === undefined) onCursor(next);
    else props.onStretch(stretch);
  };
  return (
    <section
      aria-label={props.label}
      // Time runs from left to right in every language.
      dir="ltr"
      className="cursor-crosshair touch-pan-y select-none"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: arrow keys move the cursor through the plot
      tabIndex={0}
      onMouseDown={(event) => {
        // The focus is the plot's, not that of a layer inside it which recharts makes focusable.
        event.preventDefault();
        event.currentTarget.focus({ preventScroll: true });
      }}
      onPointerDown={(event) => dragging.begin(event, timeAt(event))}
      onPointerMove={onPointerMove}
      onPointerUp={(event) => dragging.drop(event, timeAt(event))}
      onPointerCancel={dragging.end}
      onPointerLeave={() => onCursor(null)}
      onKeyDown={onKeyDown}
      onBlur={() => onCursor(null)}
    >
      {props.children}
    </section>
  );
}
