"use client";

import type { AppRouter } from "@arterial/api/root";
import type { inferRouterOutputs } from "@trpc/server";
import { useMessages } from "../../i18n/messages.ts";
import { formatMinutes } from "../../ui/format-duration.ts";
import { formatNumber, NO_VALUE } from "../../ui/format-number.ts";
import { MeasuredValue } from "../../ui/measured-value.tsx";
import { useCity } from "../city/city-context.tsx";
import { signOf } from "./prepare-route.ts";

type Answers = inferRouterOutputs<AppRouter>["route"];
export type RouteTimes = Answers["times"];
export type RouteTypical = Answers["typical"];

/** Below this share of the length a travel time is shown as doubtful. */
const DOUBTFUL_SHARE = 0.6;

/** How many of the pieces were measured, filled in, or are taken at free flow. */
function Basis({ now }: { now: RouteTimes["now"] }) {
  const words = useMessages().routes;
  const { observed, imputed, total } = now;
  const [seen, all] = [formatNumber(observed), formatNumber(total)];
  if (!now.isTold) return <p className="type-body text-ink">{words.tooLittle(seen, all)}</p>;
  const unknown = total - observed - imputed;
  const parts = [
    words.observed(seen, all),
    ...(imputed > 0 ? [words.imputed(formatNumber(imputed))] : []),
    ...(unknown > 0 ? [words.atFreeFlow(formatNumber(unknown))] : []),
  ];
  return <p className="type-small text-ink2">{parts.join("; ")}</p>;
}

/** How long a route takes now, against free flow and against what is typical, and how much of that is known. */
export function RouteFigures(props: {
  times: RouteTimes;
  freeFlowS: number;
  /** Undefined while it is not here, which is not that nothing is typical. */
  typical: RouteTypical | undefined;
}) {
  const { routes: words, places } = useMessages();
  const { timeFormat } = useCity();
  const { now, to } = props.times;
  const { freeFlowS } = props;
  const seconds = now.isTold ? now.seconds : null;
  const typical = props.typical?.now ?? null;
  const delayS = seconds === null ? null : seconds - freeFlowS;
  const isDoubtful = seconds !== null && now.knownShare < DOUBTFUL_SHARE;
  return (
    <>
      <dl className="grid grid-cols-4 border-t border-line [&>div]:border-line [&>div:not(:first-child)]:border-s">
        <MeasuredValue
          label={words.now}
          value={seconds === null ? NO_VALUE : formatMinutes(seconds)}
          unit={places.minutesUnit}
          isDoubtful={isDoubtful}
        >
          {places.freeFlow(formatMinutes(freeFlowS))}
        </MeasuredValue>
        <MeasuredValue
          label={words.typical}
          value={typical === null ? NO_VALUE : formatMinutes(typical.p50)}
          unit={places.minutesUnit}
        >
          {typical === null
            ? props.typical && words.typicalUnknown
            : words.typicalHour(timeFormat.weekday(to), timeFormat.time(typical.startAt))}
        </MeasuredValue>
        <MeasuredValue
          label={places.delay}
          value={delayS === null ? NO_VALUE : `${signOf(delayS)}${formatMinutes(Math.abs(delayS))}`}
          unit={places.minutesUnit}
          isDoubtful={isDoubtful}
        >
          {places.againstFreeFlow}
        </MeasuredValue>
        <MeasuredValue
          label={places.travelTimeIndex}
          value={formatNumber(seconds === null ? null : seconds / freeFlowS, { decimals: 2 })}
          isDoubtful={isDoubtful}
        >
          {places.ofFreeFlow}
        </MeasuredValue>
      </dl>
      <div className="border-t border-line px-16 py-8">
        <Basis now={now} />
      </div>
    </>
  );
}
