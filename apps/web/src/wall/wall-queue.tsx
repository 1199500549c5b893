"use client";

import { useId, useMemo } from "react";
import { prepareTimeSeries } from "../charts/prepare-time-series.ts";
import { TimeSeriesPlot } from "../charts/time-series-plot.tsx";
import { useCity } from "../features/city/city-context.tsx";
import { segmentSeries } from "../features/traffic/prepare-segment.ts";
import { useSegmentHistory } from "../features/traffic/use-segment.ts";
import { useMessages } from "../i18n/messages.ts";
import { useLiveSegment } from "../live/use-live.ts";

const MINUTE_MS = 60_000;
const PLOT_HEIGHT_PX = 150;
const NO_LINES = [] as const;

/** Speed at the head of a queue over the last hour, over what is typical. `place` names the queue. */
export function WallQueue({ segmentId, place }: { segmentId: string; place: string }) {
  const words = useMessages();
  const { timeFormat } = useCity();
  const { hour, history, typical } = useSegmentHistory(segmentId, "speedKmh");
  const live = useLiveSegment(segmentId);
  const hatchId = useId();
  const points = useMemo(() => segmentSeries(history.data ?? [], live, "speedKmh"), [history.data, live]);
  const from = hour?.from ?? 0;
  const to = Math.max(hour?.to ?? 0, points.at(-1)?.at ?? 0);
  const series = useMemo(
    () =>
      prepareTimeSeries({
        points,
        typical: typical.data ?? [],
        lines: NO_LINES,
        from,
        to,
        intervalMs: MINUTE_MS,
        isZeroBased: true,
        offsetAt: timeFormat.offsetMs,
      }),
    [points, typical.data, from, to, timeFormat],
  );
  if (!hour || points.length === 0) return null;
  return (
    <figure className="wall-queue border-t border-line">
      <figcaption className="text-ink2">
        {words.live.wall.queueSpeed(place, words.traffic.units.speed)}
      </figcaption>
      <div className="wall-queue-plot" aria-hidden="true">
        <TimeSeriesPlot
          series={series}
          from={from}
          to={to}
          lines={NO_LINES}
          timeFormat={timeFormat}
          heightPx={PLOT_HEIGHT_PX}
          cursorAt={null}
          hatchId={hatchId}
        />
      </div>
    </figure>
  );
}
