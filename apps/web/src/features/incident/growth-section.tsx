"use client";

import { useMemo, useState } from "react";
import { TimeSeriesChart } from "../../charts/time-series-chart.tsx";
import { useMessages } from "../../i18n/messages.ts";
import { useReplayClock } from "../../live/use-live.ts";
import { formatNumber } from "../../ui/format-number.ts";
import { MeasuredValue } from "../../ui/measured-value.tsx";
import { Section } from "../../ui/section.tsx";
import { TabList } from "../../ui/tabs.tsx";
import { useCity } from "../city/city-context.tsx";
import type { Incident } from "./use-incident.ts";

const MEASURES = ["lengthM", "vehicles", "speedKmh"] as const;
type Measure = (typeof MEASURES)[number];
const MINUTE_MS = 60_000;

function Values({ incident }: { incident: Incident }) {
  const words = useMessages().incidents;
  const last = incident.growth.at(-1);
  if (!last || !incident.delay) return null;
  const { vehicleHours, cost } = incident.delay;
  const peakM = Math.max(...incident.growth.map(({ lengthM }) => lengthM));
  return (
    <dl className="grid grid-cols-4 border-t border-line [&>div]:border-line [&>div:not(:first-child)]:border-s">
      <MeasuredValue
        label={words.measures.lengthM}
        value={formatNumber(last.lengthM)}
        unit={words.units.lengthM}
      >
        {words.peak(`${formatNumber(peakM)} m`)}
      </MeasuredValue>
      <MeasuredValue label={words.measures.vehicles} value={formatNumber(last.vehicles)}>
        {last.speedKmh === null ? null : `${formatNumber(last.speedKmh)} ${words.units.speedKmh}`}
      </MeasuredValue>
      <MeasuredValue
        label={words.delay}
        value={formatNumber(vehicleHours, { decimals: 1 })}
        unit={words.delayUnit}
      >
        {words.soFar}
      </MeasuredValue>
      <MeasuredValue label={words.cost} value={cost ? formatNumber(cost.amount) : "–"} unit={cost?.currency}>
        {cost ? words.costRate(formatNumber(cost.perVehicleHour, { decimals: 2 })) : words.noCost}
      </MeasuredValue>
    </dl>
  );
}

/** How the queue of an incident grew: figures, and its length, vehicles and speed over time. */
export function GrowthSection({ incident }: { incident: Incident }) {
  const words = useMessages().incidents;
  const { timeFormat } = useCity();
  const { mode } = useReplayClock();
  const [measure, setMeasure] = useState<Measure>("lengthM");
  const { growth } = incident;
  const points = useMemo(
    () => growth.map((point) => ({ at: point.t, value: point[measure] })),
    [growth, measure],
  );
  const first = growth[0];
  const last = growth.at(-1);
  if (!first || !last) return null;
  return (
    <>
      <Values incident={incident} />
      {growth.length === 1 ? (
        <Section title={words.queue}>
          <p className="type-dense text-ink3">{words.onePoint}</p>
        </Section>
      ) : (
        <section className="border-t border-line px-16 pb-14">
          <TabList
            label={words.queue}
            items={MEASURES.map((value) => ({ value, label: words.measures[value] }))}
            value={measure}
            onChange={(value) => setMeasure(MEASURES.find((name) => name === value) ?? "lengthM")}
          />
          <TimeSeriesChart
            name={words.measures[measure]}
            unit={words.units[measure]}
            decimals={0}
            points={points}
            typical={[]}
            lines={[]}
            from={first.t}
            to={last.t}
            intervalMs={MINUTE_MS}
            isZeroBased
            timeFormat={timeFormat}
            span={words.sinceStart}
            subject={`${incident.item.id} ${mode}`}
            aside={mode === "replay" ? words.asKnown : undefined}
          />
        </section>
      )}
    </>
  );
}
