"use client";

import { useMemo } from "react";
import type { LevelLine } from "../../charts/prepare-time-series.ts";
import { TimeSeriesChart } from "../../charts/time-series-chart.tsx";
import { useMessages } from "../../i18n/messages.ts";
import { useReplayClock } from "../../live/use-live.ts";
import { formatMinutes } from "../../ui/format-duration.ts";
import { useCity } from "../city/city-context.tsx";
import { minutesSeries, typicalMinutes } from "./prepare-route.ts";
import type { RouteTimes, RouteTypical } from "./route-figures.tsx";

const MINUTE_S = 60;

/** Chart of a route's travel time over two hours, over what is typical. */
export function RouteChart(props: {
  /** Short form of the route's points. */
  points: string;
  times: RouteTimes;
  freeFlowS: number;
  typical: RouteTypical | undefined;
}) {
  const { routes: words, places, traffic } = useMessages();
  const { timeFormat } = useCity();
  const { mode } = useReplayClock();
  const { series, from, to, stepMs } = props.times;
  const { freeFlowS } = props;
  const hours = props.typical?.hours;
  const points = useMemo(() => minutesSeries(series), [series]);
  const typical = useMemo(() => typicalMinutes(hours ?? []), [hours]);
  const lines = useMemo<LevelLine[]>(
    () => [
      {
        value: freeFlowS / MINUTE_S,
        label: `${traffic.freeFlowLine} ${formatMinutes(freeFlowS)}`,
        kind: "reference",
      },
    ],
    [freeFlowS, traffic],
  );
  return (
    <section className="border-t border-line px-16 pt-10 pb-14">
      <TimeSeriesChart
        name={places.travelTime}
        unit={places.minutesUnit}
        decimals={1}
        points={points}
        typical={typical}
        lines={lines}
        from={from}
        to={to}
        intervalMs={stepMs}
        isZeroBased
        timeFormat={timeFormat}
        span={words.span}
        subject={`${props.points} ${mode}`}
      />
    </section>
  );
}
