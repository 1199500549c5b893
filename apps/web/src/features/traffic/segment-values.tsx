"use client";

import { dataAge } from "@arterial/domain/data-age";
import { useMessages } from "../../i18n/messages.ts";
import { formatNumber, formatRange } from "../../ui/format-number.ts";
import { MeasuredValue } from "../../ui/measured-value.tsx";
import type { SegmentState } from "./prepare-segment.ts";

/** Typical range of a quantity for this hour of the week. */
export interface TypicalRange {
  p15: number;
  p85: number;
}

/** A closed window is expected once a minute, and is known when it has ended. */
const WINDOW_S = 60;

/** Speed, flow, density and occupancy of the newest minute. */
export function SegmentValues(props: {
  state: SegmentState;
  now: number;
  freeFlowKmh: number;
  typical: { speedKmh?: TypicalRange | null; flowVph?: TypicalRange | null } | null;
}) {
  const { state, now, typical } = props;
  const { traffic: words, live } = useMessages();
  const age = dataAge({ newestAt: state.startAt + WINDOW_S * 1000, now, expectedIntervalS: WINDOW_S });
  const range = (value: TypicalRange | null | undefined) =>
    value ? live.panel.typicalShort(formatRange(value.p15, value.p85)) : live.panel.noTypical;
  return (
    <dl className="grid grid-cols-[25fr_28fr_27fr_20fr] divide-x divide-line border-t border-line">
      <MeasuredValue
        label={words.speed}
        value={formatNumber(state.speedKmh, { decimals: 1 })}
        unit={words.units.speed}
        age={age}
      >
        {typical?.speedKmh ? range(typical.speedKmh) : words.freeFlow(formatNumber(props.freeFlowKmh))}
      </MeasuredValue>
      <MeasuredValue label={words.flow} value={formatNumber(state.flowVph)} unit={words.units.flow} age={age}>
        {typical?.flowVph ? range(typical.flowVph) : null}
      </MeasuredValue>
      <MeasuredValue
        label={words.density}
        value={formatNumber(state.densityVpkm, { decimals: 1 })}
        unit={words.units.density}
        age={age}
      >
        {words.vehicleCount(state.vehicles)}
      </MeasuredValue>
      <MeasuredValue
        label={words.occupancy}
        value={formatNumber(state.occupancy === null ? null : state.occupancy * 100)}
        unit={state.occupancy === null ? undefined : words.units.occupancy}
        age={age}
      >
        {state.occupancy === null ? words.noLoop : null}
      </MeasuredValue>
    </dl>
  );
}
