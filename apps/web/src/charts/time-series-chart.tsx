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
import type { Stretch } from "./stretch.ts";
import { PLOT_MARGIN, TimeSeriesPlot } from "./time-series-plot.tsx";
import { useChartZoom } from "./use-chart-zoom.ts";
import { type ChartTimes, chartTimes } from "./write-times.ts";
import { ZoomNote } from "./zoom-note.tsx";

export interface TimeSeriesChartProps extends Omit<TimeSeriesInput, "offsetAt"> {
  /** Quantity, such as "Speed"; with the unit it is the chart's title. */
  name: string;
  unit: string;
  decimals: number;
  timeFormat: TimeFormat;
  /** Quality of the series, at the right of the title. */
  aside?: string | undefined;
  heightPx?: number;
  /** What it is of: the zoom of one thing is not that of another. */
  subject: string;
  /** Which stretch of time is shown, in words; the last hour unless said otherwise. */
  span?: string | undefined;
}

function Head(props: {
  title: string;
  span: string | undefined;
  /** What the chart is zoomed to, in words. */
  zoomedTo: string | null;
  aside: string | undefined;
  isTable: boolean;
  onToggle: () => void;
}) {
  const { chart, panel } = useMessages().live;
  const { isTable } = props;
  return (
    <figcaption className="flex items-center justify-between gap-8">
      <span className="min-w-0 type-label text-ink2">{`${props.title}, ${props.zoomedTo ?? props.span ?? panel.lastHour}`}</span>
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

/** What is shown of a chart now. */
interface Shown {
  zoom: ReturnType<typeof useChartZoom>;
  stretch: Stretch;
  times: ChartTimes;
  title: string;
  summary: string;
}

/** The plot with the reading above it and its legend below. */
function Plot({ props, shown }: { props: TimeSeriesChartProps; shown: Shown }) {
  const { lines, intervalMs, isZeroBased, decimals, timeFormat } = props;
  const { zoom, times } = shown;
  const { points, typical } = zoom;
  const { from, to } = shown.stretch;
  const { chart } = useMessages().live;
  const hatchId = useId();
  const [cursorAt, setCursorAt] = useState<number | null>(null);
  const [dragged, setDragged] = useState<Stretch | null>(null);
  const series = useMemo(() => {
    const { offsetMs: offsetAt } = timeFormat;
    return prepareTimeSeries({ points, typical, lines, from, to, intervalMs, isZeroBased, offsetAt });
  }, [points, typical, lines, from, to, intervalMs, isZeroBased, timeFormat]);
  const read = cursorAt === null ? series.last : nearestPoint(points, cursorAt);
  const range = read ? typicalAt(typical, read.at) : null;
  return (
    <>
      <ChartReadout
        time={read ? times.clock(read.at) : null}
        zone={read ? timeFormat.zone(read.at) : ""}
        value={read ? formatNumber(read.value, { decimals }) : null}
        unit={props.unit}
        typical={range ? formatRange(range.p15, range.p85, { decimals }) : null}
        isCursor={cursorAt !== null}
      />
      <PlotFrame
        label={`${shown.title}. ${shown.summary}. ${chart.keys}`}
        points={points}
        from={from}
        to={to}
        time={zoom.time}
        stretch={zoom.stretch}
        onStretch={zoom.zoomTo}
        onDrag={setDragged}
        rightPx={lines.length > 0 ? PLOT_MARGIN.rightWithLabels : PLOT_MARGIN.right}
        cursorAt={cursorAt}
        onCursor={setCursorAt}
      >
        <TimeSeriesPlot
          {...{ series, from, to, lines, timeFormat, cursorAt, hatchId, dragged }}
          heightPx={props.heightPx ?? 158}
        />
      </PlotFrame>
      <ChartLegend weekday={timeFormat.weekday(to)} hasTypical={typical.length > 0} />
    </>
  );
}

/** What of a chart is shown: all of it, or what it is zoomed to. */
function useShown({ unit, timeFormat, ...props }: TimeSeriesChartProps): Shown {
  const { subject, name, points, typical, from, to, intervalMs } = props;
  const { chart } = useMessages().live;
  const zoom = useChartZoom({ subject, name, points, typical, from, to, intervalMs });
  const stretch = zoom.stretch ?? { from, to };
  const times = chartTimes(timeFormat, stretch);
  const title = unit ? `${name}, ${unit}` : name;
  const [start, end, zone] = [times.time(stretch.from), times.time(stretch.to), timeFormat.zone(stretch.to)];
  return { zoom, stretch, times, title, summary: chart.summary(title, start, end, zone) };
}

/**
 * One quantity over time: typical band, level lines, observed line with its gaps, a reading under the cursor docked to
 * the top, and a table twin on `t`. Arrow keys move the cursor; dragging, `+` and `-` zoom.
 */
export function TimeSeriesChart(props: TimeSeriesChartProps) {
  const { chart } = useMessages().live;
  const [isTable, setTable] = useState(false);
  const figure = useRef<HTMLElement>(null);
  useShortcut("table", () => setTable((was) => !was), figure);
  const shown = useShown(props);
  const { zoom, stretch, times, title, summary } = shown;
  return (
    <figure ref={figure} className="m-0">
      <Head
        title={title}
        span={props.span}
        zoomedTo={zoom.stretch && chart.stretch(times.time(stretch.from), times.time(stretch.to))}
        aside={props.aside}
        isTable={isTable}
        onToggle={() => setTable(!isTable)}
      />
      <ZoomNote
        isZoomed={zoom.stretch !== null}
        wasZoomed={zoom.wasZoomed}
        summary={summary}
        onWhole={() => zoom.zoomTo(null)}
      />
      {isTable ? (
        <ChartTable
          caption={summary}
          points={zoom.points}
          typical={zoom.typical}
          timeFormat={props.timeFormat}
          clock={times.clock}
          unit={props.unit}
          decimals={props.decimals}
        />
      ) : (
        <Plot props={props} shown={shown} />
      )}
    </figure>
  );
}
