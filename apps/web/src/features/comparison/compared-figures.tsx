"use client";

import { useQuery } from "@tanstack/react-query";
import { useMessages } from "../../i18n/messages.ts";
import { useFigures, useNow, useReplayClock } from "../../live/use-live.ts";
import { useTRPC } from "../../queries/trpc.ts";
import { cx } from "../../ui/class-names.ts";
import { NO_VALUE } from "../../ui/format-number.ts";
import { LoadingState } from "../../ui/panel-state.tsx";
import { TrendGlyph } from "../../ui/trend-glyph.tsx";
import { useCity } from "../city/city-context.tsx";
import { AGE_INKS } from "../figures/figure-cell.tsx";
import { HIDDEN_FROM, MoreFigures } from "../figures/more-figures.tsx";
import { FIGURE_IDS } from "../figures/prepare-figure.ts";
import { useTypicalHour } from "../traffic/use-typical-segments.ts";
import { type ComparedFigure, prepareComparedFigure } from "./prepare-compared-figure.ts";

const HOUR_MS = 3_600_000;

/** All figures in the order of the strip, each beside its typical median of the shown hour. */
function useComparedFigures(): ComparedFigure[] {
  const figures = useFigures();
  const now = useNow();
  const messages = useMessages();
  const { timeFormat } = useCity();
  const hourAt = useTypicalHour();
  const { data } = useQuery({
    ...useTRPC().replay.typicalFigures.queryOptions({ atMs: hourAt ?? 0 }),
    enabled: hourAt !== null,
    staleTime: HOUR_MS,
  });
  if (now === null) return [];
  const medians = new Map(data?.map(({ figure, p50 }) => [figure, p50]));
  return FIGURE_IDS.flatMap((id) => {
    const figure = figures.get(id);
    return figure ? [prepareComparedFigure(figure, medians.get(id), { now, messages, timeFormat })] : [];
  });
}

const PAIR =
  "flex min-w-0 flex-col max-md:flex-row max-md:items-baseline max-md:justify-between max-md:gap-4";
const NUMBER = "truncate type-figure max-md:type-small";

function ComparedCell({ figure, className }: { figure: ComparedFigure; className: string | undefined }) {
  const { comparison: words, live } = useMessages();
  const isReplay = useReplayClock().mode === "replay";
  const { view, unit, typical, difference } = figure;
  return (
    <li className={cx("flex min-w-0 flex-col gap-4 px-14 pt-9 pb-6 max-md:gap-2", className)}>
      <span className="truncate type-label text-ink2">
        {view.name}
        {unit ? <span className="text-ink3">{`, ${unit}`}</span> : null}
      </span>
      <dl className="grid grid-cols-[1fr_1fr_minmax(72px,auto)] gap-x-6 max-md:grid-cols-1">
        <div className={PAIR}>
          <dt className="truncate type-label text-ink3">{isReplay ? words.thenShort : words.now}</dt>
          <dd className={cx(NUMBER, AGE_INKS[view.age])}>{view.age === "offline" ? NO_VALUE : view.value}</dd>
        </div>
        <div className={PAIR}>
          <dt className="truncate type-label text-ink3">{words.typicalShort}</dt>
          <dd className={cx(NUMBER, "text-ink2")} title={typical === null ? words.noFigure : undefined}>
            {typical ?? NO_VALUE}
          </dd>
        </div>
        <div className={PAIR}>
          <dt className="truncate type-label text-ink3">
            {view.direction && difference !== null ? (
              <TrendGlyph
                direction={view.direction}
                label={view.direction === "above" ? live.figures.above : live.figures.below}
              />
            ) : null}
            {words.difference}
          </dt>
          <dd className={cx(NUMBER, "text-ink")}>{difference ?? NO_VALUE}</dd>
        </div>
      </dl>
    </li>
  );
}

/** The city's figures across the page while it is compared: what is, what is typical, and the difference. */
export function ComparedFigures() {
  const words = useMessages().live.figures;
  const figures = useComparedFigures();
  if (figures.length === 0) return <LoadingState label={words.waiting} barCount={1} />;
  return (
    <div className="flex h-full">
      <ul
        aria-label={words.label}
        className="grid min-w-0 flex-1 auto-cols-fr grid-flow-col divide-x divide-line"
      >
        {figures.map((figure, index) => (
          <ComparedCell key={figure.view.id} figure={figure} className={HIDDEN_FROM[index]} />
        ))}
      </ul>
      <MoreFigures>
        <ul className="divide-y divide-line">
          {figures.map((figure) => (
            <ComparedCell key={figure.view.id} figure={figure} className="min-h-76" />
          ))}
        </ul>
      </MoreFigures>
    </div>
  );
}
