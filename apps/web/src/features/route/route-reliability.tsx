"use client";

import { useMessages } from "../../i18n/messages.ts";
import { FactList } from "../../ui/fact-list.tsx";
import { formatMinutes } from "../../ui/format-duration.ts";
import { formatNumber } from "../../ui/format-number.ts";
import { Section } from "../../ui/section.tsx";
import { useCity } from "../city/city-context.tsx";
import type { RouteTypical } from "./route-figures.tsx";

const HOUR_MS = 3_600_000;

/** How much one may rely on a route at this hour: travel time index, planning time index, buffer index. */
export function RouteReliability({ typical, to }: { typical: RouteTypical; to: number }) {
  const words = useMessages().routes.reliability;
  const { timeFormat } = useCity();
  const { reliability } = typical;
  const hourAt = typical.now?.startAt ?? Math.floor(to / HOUR_MS) * HOUR_MS;
  if (reliability === null) {
    return (
      <Section title={words.title}>
        <p className="type-dense text-ink3">{words.none}</p>
      </Section>
    );
  }
  const { travelTimeIndex, planningTimeIndex, bufferIndex, p95S, samples, isWeekend } = reliability;
  const hours = `${timeFormat.time(hourAt)}–${timeFormat.time(hourAt + HOUR_MS)}`;
  return (
    <Section title={words.title} aside={isWeekend ? words.weekends(hours) : words.workingDays(hours)}>
      <FactList
        facts={[
          [words.travelTimeIndex, formatNumber(travelTimeIndex, { decimals: 2 })],
          [words.planningTimeIndex, formatNumber(planningTimeIndex, { decimals: 2 })],
          [words.bufferIndex, `${formatNumber(bufferIndex * 100)} %`],
        ]}
      />
      <p className="mt-8 type-small text-ink2">{words.allow(formatMinutes(p95S))}</p>
      <p className="mt-2 type-small text-ink3">{words.basis(formatNumber(samples))}</p>
    </Section>
  );
}
