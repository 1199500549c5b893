"use client";

import { useMessages } from "../i18n/messages.ts";
import { DataTable } from "../ui/data-table.tsx";
import { formatNumber, formatRange, NO_VALUE } from "../ui/format-number.ts";
import type { TimeFormat } from "../ui/format-time.ts";
import { type SeriesPoint, type TypicalPoint, typicalAt } from "./prepare-time-series.ts";
import type { ChartTimes } from "./write-times.ts";

/** The same numbers as the chart, newest first. */
export function ChartTable(props: {
  caption: string;
  points: readonly SeriesPoint[];
  typical: readonly TypicalPoint[];
  timeFormat: TimeFormat;
  /** Writes the time of a row. */
  clock: ChartTimes["clock"];
  unit: string;
  decimals: number;
}) {
  const { points, typical, timeFormat, unit, decimals } = props;
  const { chart } = useMessages().live;
  const newest = points.at(-1)?.at ?? 0;
  const rangeAt = (at: number) => {
    const range = typicalAt(typical, at);
    return range ? formatRange(range.p15, range.p85, { decimals }) : NO_VALUE;
  };
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
    <section className="mt-4 h-220 overflow-y-auto" tabIndex={0} aria-label={props.caption}>
      <DataTable
        caption={props.caption}
        rows={points.toReversed()}
        rowKey={(row) => row.at}
        columns={[
          {
            key: "at",
            head: chart.time(timeFormat.zone(newest)),
            cell: (row) => <time dateTime={timeFormat.iso(row.at)}>{props.clock(row.at)}</time>,
          },
          {
            key: "value",
            head: unit ? `${chart.value}, ${unit}` : chart.value,
            isNumber: true,
            cell: (row) => (row.value === null ? chart.gap : formatNumber(row.value, { decimals })),
          },
          { key: "typical", head: chart.typicalRow, isNumber: true, cell: (row) => rangeAt(row.at) },
        ]}
      />
    </section>
  );
}
