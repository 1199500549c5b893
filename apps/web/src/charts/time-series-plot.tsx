"use client";

import {
  Area,
  CartesianGrid,
  ComposedChart,
  Line,
  ReferenceArea,
  ReferenceDot,
  ReferenceLine,
  XAxis,
  YAxis,
} from "recharts";
import { formatNumber } from "../ui/format-number.ts";
import type { TimeFormat } from "../ui/format-time.ts";
import type { LevelLine, TimeSeries } from "./prepare-time-series.ts";
import type { Stretch } from "./stretch.ts";
import { tickDecimals } from "./ticks.ts";
import { chartTimes } from "./write-times.ts";

/** Space around the plot area, px; the cursor is computed from the same numbers. */
export const PLOT_MARGIN = { top: 6, bottom: 4, left: 0, axis: 34, right: 14, rightWithLabels: 80 } as const;
const X_AXIS_HEIGHT_PX = 20;

const LEVEL_STYLES: Readonly<Record<LevelLine["kind"], { stroke: string; dash: string; width: number }>> = {
  reference: { stroke: "var(--ink3)", dash: "1.5 3", width: 1 },
  set: { stroke: "var(--set-line)", dash: "6 3", width: 1.5 },
  clear: { stroke: "var(--clear-line)", dash: "1.5 3", width: 1.5 },
};

const TICK_STYLE = { fontSize: 11, fontFamily: "var(--font-data)", fill: "var(--ink3)" };

export interface TimeSeriesPlotProps {
  series: TimeSeries;
  from: number;
  to: number;
  lines: readonly LevelLine[];
  timeFormat: TimeFormat;
  heightPx: number;
  /** Instant under the cursor, epoch ms. */
  cursorAt: number | null;
  hatchId: string;
  /** A stretch that is being dragged over. */
  dragged?: Stretch | null;
}

/** Time along the bottom; the zone follows the last label. */
function TimeAxis({ series, from, to, timeFormat }: TimeSeriesPlotProps) {
  const lastTick = series.timeTicks.at(-1);
  const { tick } = chartTimes(timeFormat, { from, to });
  return (
    <XAxis
      dataKey="at"
      type="number"
      scale="linear"
      domain={[from, to]}
      ticks={series.timeTicks}
      interval={0}
      height={X_AXIS_HEIGHT_PX}
      tick={TICK_STYLE}
      tickLine={false}
      axisLine={{ stroke: "var(--line-strong)" }}
      tickFormatter={(at: number) => (at === lastTick ? `${tick(at)} ${timeFormat.zone(at)}` : tick(at))}
    />
  );
}

/** Value at the left with its round ticks. */
function ValueAxis({ ticks }: { ticks: readonly number[] }) {
  const decimals = tickDecimals(ticks);
  return (
    <YAxis
      type="number"
      domain={[ticks[0] ?? 0, ticks.at(-1) ?? 1]}
      ticks={[...ticks]}
      width={PLOT_MARGIN.axis}
      tick={TICK_STYLE}
      tickLine={false}
      axisLine={false}
      interval={0}
      tickFormatter={(value: number) => formatNumber(value, { decimals })}
    />
  );
}

/** Level lines with their labels at the right end. */
function Levels({ lines }: { lines: readonly LevelLine[] }) {
  return lines.map((line) => (
    <ReferenceLine
      key={line.label}
      y={line.value}
      stroke={LEVEL_STYLES[line.kind].stroke}
      strokeDasharray={LEVEL_STYLES[line.kind].dash}
      strokeWidth={LEVEL_STYLES[line.kind].width}
      label={{ value: line.label, position: "right", ...TICK_STYLE, fill: "var(--ink2)" }}
    />
  ));
}

/** Pattern of time without data. */
function Hatch({ id }: { id: string }) {
  return (
    <defs>
      <pattern id={id} width={6} height={6} patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <line x1={0} y1={0} x2={0} y2={6} stroke="var(--line-strong)" strokeWidth={1.5} />
      </pattern>
    </defs>
  );
}

/** What is being dragged over, and will be all that is shown. */
function Dragged({ stretch }: { stretch: Stretch | null | undefined }) {
  if (!stretch) return null;
  return (
    <ReferenceArea
      x1={stretch.from}
      x2={stretch.to}
      fill="var(--accent-soft)"
      fillOpacity={0.6}
      stroke="var(--accent)"
    />
  );
}

/** The drawing itself; everything that it shows was decided by `prepareTimeSeries`. */
export function TimeSeriesPlot(props: TimeSeriesPlotProps) {
  const { series, lines, hatchId } = props;
  const right = lines.length > 0 ? PLOT_MARGIN.rightWithLabels : PLOT_MARGIN.right;
  return (
    <ComposedChart
      responsive
      style={{ width: "100%", height: props.heightPx }}
      data={series.rows}
      margin={{ top: PLOT_MARGIN.top, right, bottom: PLOT_MARGIN.bottom, left: PLOT_MARGIN.left }}
      accessibilityLayer={false}
    >
      <Hatch id={hatchId} />
      <CartesianGrid vertical={false} stroke="var(--grid)" />
      <TimeAxis {...props} />
      <ValueAxis ticks={series.yTicks} />
      <Area
        dataKey="band"
        type="stepAfter"
        fill="var(--band)"
        fillOpacity={1}
        stroke="none"
        isAnimationActive={false}
        activeDot={false}
      />
      <Line
        dataKey="typical"
        type="stepAfter"
        stroke="var(--band-line)"
        strokeWidth={1.2}
        dot={false}
        isAnimationActive={false}
        activeDot={false}
      />
      {series.gaps.map((gap) => (
        <ReferenceArea
          key={gap.from}
          x1={gap.from}
          x2={gap.to}
          fill={`url(#${hatchId})`}
          fillOpacity={1}
          stroke="none"
        />
      ))}
      <Levels lines={lines} />
      <Line
        dataKey="observed"
        type="linear"
        stroke="var(--observed)"
        strokeWidth={1.8}
        dot={false}
        isAnimationActive={false}
        activeDot={false}
      />
      <Dragged stretch={props.dragged} />
      {props.cursorAt === null ? null : <ReferenceLine x={props.cursorAt} stroke="var(--ink3)" />}
      {series.last ? (
        <ReferenceDot
          x={series.last.at}
          y={series.last.value}
          r={3.5}
          fill="var(--observed)"
          stroke="var(--panel)"
        />
      ) : null}
    </ComposedChart>
  );
}
