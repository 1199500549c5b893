"use client";

import type { LiveSegment } from "@arterial/domain/live/frame";
import { useMemo, useState } from "react";
import type { LevelLine } from "../../charts/prepare-time-series.ts";
import { TimeSeriesChart } from "../../charts/time-series-chart.tsx";
import { useMessages } from "../../i18n/messages.ts";
import { errorCode } from "../../queries/query-provider.tsx";
import { formatNumber } from "../../ui/format-number.ts";
import { ErrorState, LoadingState } from "../../ui/panel-state.tsx";
import { TabList } from "../../ui/tabs.tsx";
import { useCity } from "../city/city-context.tsx";
import { HISTORY_WINDOWS } from "../panel/history-span.ts";
import { NotRefreshed } from "../panel/not-refreshed.tsx";
import { SpanChoice, useHistorySpan } from "../panel/span-choice.tsx";
import { SEGMENT_METRICS, type SegmentMetricName, segmentSeries } from "./prepare-segment.ts";
import { useSegmentHistory } from "./use-segment.ts";

const DECIMALS: Readonly<Record<SegmentMetricName, number>> = { speedKmh: 1, flowVph: 0, densityVpkm: 1 };

const NO_LINES: readonly LevelLine[] = [];

/** Free flow as a line across the speeds; other quantities have none. */
function useFreeFlowLine(metric: SegmentMetricName, freeFlowKmh: number): readonly LevelLine[] {
  const { freeFlowLine } = useMessages().traffic;
  return useMemo(() => {
    if (metric !== "speedKmh") return NO_LINES;
    return [{ value: freeFlowKmh, label: `${freeFlowLine} ${formatNumber(freeFlowKmh)}`, kind: "reference" }];
  }, [metric, freeFlowKmh, freeFlowLine]);
}

/** Chart of a segment's last hour, or of a longer span: speed, flow or density over what is typical. */
export function SegmentChart(props: {
  id: string;
  live: LiveSegment | undefined;
  freeFlowKmh: number;
  quality: string;
}) {
  const { id, live, freeFlowKmh } = props;
  const { traffic: words, live: liveWords } = useMessages();
  const { timeFormat } = useCity();
  const [metric, setMetric] = useState<SegmentMetricName>("speedKmh");
  const choice = useHistorySpan();
  const { span } = choice;
  const { windowS } = HISTORY_WINDOWS[span];
  const { hour, history, typical } = useSegmentHistory(id, metric, span);
  const names: Record<SegmentMetricName, string> = {
    speedKmh: words.speed,
    flowVph: words.flow,
    densityVpkm: words.density,
  };
  const units: Record<SegmentMetricName, string> = {
    speedKmh: words.units.speed,
    flowVph: words.units.flow,
    densityVpkm: words.units.density,
  };
  const points = useMemo(
    // A minute is no point among longer windows.
    () => segmentSeries(history.data ?? [], windowS === 60 ? live : undefined, metric),
    [history.data, live, metric, windowS],
  );
  const lines = useFreeFlowLine(metric, freeFlowKmh);
  return (
    <section className="border-t border-line px-16 pb-14">
      <div className="flex flex-wrap justify-between gap-x-20">
        <TabList
          label={liveWords.chart.quantity}
          items={SEGMENT_METRICS.map((value) => ({ value, label: names[value] }))}
          value={metric}
          onChange={(value) => setMetric(SEGMENT_METRICS.find((name) => name === value) ?? "speedKmh")}
        />
        <SpanChoice {...choice} />
      </div>
      <NotRefreshed query={history} />
      {history.isError && !history.data ? (
        <ErrorState
          title={liveWords.panel.failed(names[metric])}
          code={errorCode(history.error)}
          retry={{ label: liveWords.panel.retry, onRetry: () => void history.refetch() }}
        >
          <p>{liveWords.panel.nothingLost}</p>
        </ErrorState>
      ) : null}
      {hour && history.data ? (
        <TimeSeriesChart
          name={names[metric]}
          unit={units[metric]}
          decimals={DECIMALS[metric]}
          points={points}
          typical={typical.data ?? []}
          lines={lines}
          from={hour.from}
          to={Math.max(hour.to, points.at(-1)?.at ?? 0)}
          intervalMs={windowS * 1000}
          isZeroBased
          timeFormat={timeFormat}
          aside={props.quality}
          span={liveWords.chart.spanNames[span]}
          subject={`${id} ${span} ${choice.mode}`}
        />
      ) : null}
      {history.isPending ? <LoadingState label={liveWords.panel.loading(names[metric])} /> : null}
    </section>
  );
}
