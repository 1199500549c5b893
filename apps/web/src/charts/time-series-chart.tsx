"use client";

import { IconChartHistogram, IconTable } from "@tabler/icons-react";
import { useId, useMemo, useRef, useState } from "react";
import { useMessages } from "../i18n/messages.ts";
import { Button } from "../ui/button.tsx";
import { formatNumber, formatRange } from "../ui/format-number.ts";
import type { TimeFormat } from "../ui/format-time.ts";
import { Icon } from "../ui/icon.tsx";
import { useKeyHint, useShortcut } from "../ui/shortcuts.ts";
import { ChartLegend } from "./chart-legend.tsx";
import { ChartReadout } from "./chart-readout.tsx";
import { ChartTable } from "./chart-table.tsx";
import { PlotFrame } from "./plot-frame.tsx";
import { nearestPoint, prepareTimeSeries, type TimeSeriesInput, typicalAt } from "./prepare-time-series.ts";
import { PLOT_MARGIN, TimeSeriesPlot } from "./time-series-plot.tsx";

export interface TimeSeriesChartProps extends Omit<TimeSeriesInput, "offsetAt"> {
  /** Quantity, such as "Speed"; with the unit it is the chart's title. */
  name: string;
  unit: string;
  decimals: number;
  timeFormat: TimeFormat;
  /** Quality of the series, at the right of the title. */
  aside?: string | undefined;
  heightPx?: number;
  /** Which stretch of time is shown, in words; the last hour unless said otherwise. */
  span?: string | undefined;
}

function Head(props: {
  title: string;
  span: string | undefined;
  aside: string | undefined;
  isTable: boolean;
  onToggle: () => void;
}) {
  const { chart, panel } = useMessages().live;
  const { isTable } = props;
  return (
    <figcaption className="flex items-center justify-between gap-8">
      <span className="min-w-0 truncate type-label text-ink2">{`${props.title}, ${props.span ?? panel.lastHour}`}</span>
      <span className="flex flex-none items-center gap-8 type-small text-ink3">
        {props.aside}
        <Button
          look="quiet"
          isSmall
          shortcut={useKeyHint("table")}
          aria-pressed={isTable}
          onClick={props.onToggle}
          icon={<Icon of={isTable ? IconChartHistogram : IconTable} size={13} />}
        >
          {isTable ? chart.asChart : chart.asTable}
        </Button>
      </span>
    </figcaption>
  );
}

/** The plot with the reading above it and its legend below. */
function Plot({ props, title, summary }: { props: TimeSeriesChartProps; title: string; summary: string }) {
  const { points, typical, lines, from, to, intervalMs, isZeroBased, decimals, timeFormat } = props;
  const { chart } = useMessages().live;
  const hatchId = useId();
  const [cursorAt, setCursorAt] = useState<number | null>(null);
  const series = useMemo(() => {
    const { offsetMs: offsetAt } = timeFormat;
    return prepareTimeSeries({ points, typical, lines, from, to, intervalMs, isZeroBased, offsetAt });
  }, [points, typical, lines, from, to, intervalMs, isZeroBased, timeFormat]);
  const shown = cursorAt === null ? series.last : nearestPoint(points, cursorAt);
  const range = shown ? typicalAt(typical, shown.at) : null;
  return (
    <>
      <ChartReadout
        time={shown ? timeFormat.clock(shown.at) : null}
        zone={shown ? timeFormat.zone(shown.at) : ""}
        value={shown ? formatNumber(shown.value, { decimals }) : null}
        unit={props.unit}
        typical={range ? formatRange(range.p15, range.p85, { decimals }) : null}
        isCursor={cursorAt !== null}
      />
      <PlotFrame
        label={`${title}. ${summary}. ${chart.keys}`}
        points={points}
        from={from}
        to={to}
        rightPx={lines.length > 0 ? PLOT_MARGIN.rightWithLabels : PLOT_MARGIN.right}
        cursorAt={cursorAt}
        onCursor={setCursorAt}
      >
        <TimeSeriesPlot
          series={series}
          from={from}
          to={to}
          lines={lines}
          timeFormat={timeFormat}
          heightPx={props.heightPx ?? 158}
          cursorAt={cursorAt}
          hatchId={hatchId}
        />
      </PlotFrame>
      <ChartLegend weekday={timeFormat.weekday(to)} hasTypical={typical.length > 0} />
    </>
  );
}

/**
 * One quantity over time: typical band, level lines, observed line with its gaps, a reading under the cursor docked to
 * the top, and a table twin on `t`. Arrow keys move the cursor.
 */
export function TimeSeriesChart(props: TimeSeriesChartProps) {
  const { name, unit, timeFormat, from, to } = props;
  const { chart } = useMessages().live;
  const [isTable, setTable] = useState(false);
  const figure = useRef<HTMLElement>(null);
  useShortcut("table", () => setTable((was) => !was), figure);
  const title = unit ? `${name}, ${unit}` : name;
  const summary = chart.summary(title, timeFormat.time(from), timeFormat.time(to), timeFormat.zone(to));
  return (
    <figure ref={figure} className="m-0">
      <Head
        title={title}
        span={props.span}
        aside={props.aside}
        isTable={isTable}
        onToggle={() => setTable(!isTable)}
      />
      {isTable ? (
        <ChartTable
          caption={summary}
          points={props.points}
          typical={props.typical}
          timeFormat={timeFormat}
          unit={unit}
          decimals={props.decimals}
        />
      ) : (
        <Plot props={props} title={title} summary={summary} />
      )}
    </figure>
  );
}
