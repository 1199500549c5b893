"use client";

import { useMemo, useState } from "react";
import { TimeSeriesChart } from "../../charts/time-series-chart.tsx";
import { useMessages } from "../../i18n/messages.ts";
import { errorCode } from "../../queries/query-provider.tsx";
import { useLastStretch } from "../../queries/use-last-hour.ts";
import { ErrorState, LoadingState } from "../../ui/panel-state.tsx";
import { TabList } from "../../ui/tabs.tsx";
import { useCity } from "../city/city-context.tsx";
import { deviceIntervalMs, HISTORY_WINDOWS } from "../panel/history-span.ts";
import { NotRefreshed } from "../panel/not-refreshed.tsx";
import { SpanChoice, useHistorySpan } from "../panel/span-choice.tsx";
import { type Channel, channelValue } from "./channel.ts";
import { deviceSeries, scaleTypical } from "./device-history.ts";
import { type HistoryProcedures, MAX_POINTS, useDeviceHistory } from "./use-device-history.ts";
import type { DeviceState } from "./use-device-state.ts";

/** Chart of a device's last hour, or of a longer span, with a tab for each channel. */
export function DeviceChart(props: {
  deviceId: string;
  expectedIntervalS: number;
  channels: readonly Channel[];
  state: DeviceState;
  procedures: HistoryProcedures;
}) {
  const { deviceId, channels, state, procedures } = props;
  const { live: words } = useMessages();
  const { timeFormat } = useCity();
  const [channelId, setChannelId] = useState(channels[0]?.id ?? "");
  const channel = channels.find((candidate) => candidate.id === channelId) ?? channels[0];
  const choice = useHistorySpan();
  const { span } = choice;
  const { spanMs, windowS } = HISTORY_WINDOWS[span];
  const hour = useLastStretch(spanMs, windowS * 1000);
  const { history, typical } = useDeviceHistory(
    procedures,
    { deviceId, channel: channel?.id ?? "", ...(hour ?? { from: 0, to: 0 }) },
    hour !== null,
  );
  const points = useMemo(() => {
    if (!channel) return [];
    const live =
      state.newestAt === null ? null : { at: state.newestAt, value: channelValue(channel, state.values) };
    return deviceSeries({ points: history.data, channel, live });
  }, [history.data, channel, state.newestAt, state.values]);
  const range = useMemo(
    () => scaleTypical(typical.data ?? [], channel?.factor ?? 1),
    [typical.data, channel],
  );
  if (!channel) return null;

  return (
    <section className="border-t border-line px-16 pb-14">
      <div className="flex flex-wrap justify-between gap-x-20">
        <TabList
          label={words.chart.quantity}
          items={channels.map(({ id, label }) => ({ value: id, label }))}
          value={channel.id}
          onChange={setChannelId}
        />
        <SpanChoice {...choice} />
      </div>
      <NotRefreshed query={history} />
      {history.isError && !history.data ? (
        <ErrorState
          title={words.panel.failed(channel.label)}
          code={errorCode(history.error)}
          retry={{ label: words.panel.retry, onRetry: () => void history.refetch() }}
        >
          <p>{words.panel.nothingLost}</p>
        </ErrorState>
      ) : null}
      {hour && history.data ? (
        <TimeSeriesChart
          key={channel.id}
          name={channel.label}
          unit={channel.unit}
          decimals={channel.decimals}
          points={points}
          typical={range}
          lines={NO_LINES}
          from={hour.from}
          to={Math.max(hour.to, points.at(-1)?.at ?? 0)}
          intervalMs={deviceIntervalMs(span, {
            expectedIntervalS: props.expectedIntervalS,
            maxPoints: MAX_POINTS,
          })}
          span={words.chart.spanNames[span]}
          subject={`${deviceId} ${span} ${choice.mode}`}
          isZeroBased={channel.isZeroBased}
          timeFormat={timeFormat}
        />
      ) : null}
      {!history.data && !history.isError ? <LoadingState label={words.panel.loading(channel.label)} /> : null}
    </section>
  );
}

const NO_LINES: readonly never[] = [];
