"use client";

import { useQuery } from "@tanstack/react-query";
import { useMessages } from "../../i18n/messages.ts";
import { useFigures, useNow, useReplayClock } from "../../live/use-live.ts";
import { useTRPC } from "../../queries/trpc.ts";
import { cx } from "../../ui/class-names.ts";
import { NO_VALUE } from "../../ui/format-number.ts";
import { TrendGlyph } from "../../ui/trend-glyph.tsx";
import { useCity } from "../city/city-context.tsx";
import { AGE_INKS } from "../figures/figure-cell.tsx";
import { HIDDEN_FROM, MoreFigures } from "../figures/more-figures.tsx";
import { NoFigures } from "../figures/no-figures.tsx";
import { FIGURE_IDS } from "../figures/prepare-figure.ts";
import { NotHere } from "../panel/not-here.tsx";
import { useTypicalHour } from "../traffic/use-typical-segments.ts";
import { type ComparedFigure, prepareComparedFigure } from "./prepare-compared-figure.ts";

const HOUR_MS = 3_600_000;

/** All figures in the order of the strip, each beside its typical median of the shown hour. */
function useComparedFigures() {
  const figures = useFigures();
  const now = useNow();
  const messages = useMessages();
  const { timeFormat } = useCity();
  const hourAt = useTypicalHour();
  const query = useQuery({
    ...useTRPC().replay.typicalFigures.queryOptions({ atMs: hourAt ?? 0 }),
    enabled: hourAt !== null,
    staleTime: HOUR_MS,
  });
  const medians = new Map(query.data?.map(({ figure, p50 }) => [figure, p50]));
  const compared = FIGURE_IDS.flatMap((id): ComparedFigure[] => {
    const figure = figures.get(id);
    if (now === null || !figure) return [];
    return [prepareComparedFigure(figure, medians.get(id), { now, messages, timeFormat })];
  });
  return { compared, query };
}

/** Beside the figures while what is typical for them is not here: they are none that nothing is typical for. */
function NoTypical({ query }: { query: ReturnType<typeof useComparedFigures>["query"] }) {
  const words = useMessages().comparison;
  if (query.data) return null;
  return (
    <p
      role="status"
      className="flex w-160 flex-none flex-col items-start justify-center gap-4 border-e border-line px-14 type-small text-ink"
    >
      <NotHere name={words.loading} isFailed={query.isError} onRetry={() => void query.refetch()} />
    </p>
  );
}

const PAIR =
  "flex min-w-0 flex-col max-md:flex-row max-md:items-baseline max-md:justify-between max-md:gap-4";
const NUMBER = "truncate type-figure max-md:type-small";

function ComparedCell(props: {
  figure: ComparedFigure;
  /** Whether what is typical is here, so that none means that nothing is. */
  isTypicalKnown: boolean;
  className: string | undefined;
}) {
  const { figure, isTypicalKnown, className } = props;
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
          <dd
            className={cx(NUMBER, "text-ink2")}
            title={typical === null && isTypicalKnown ? words.noFigure : undefined}
          >
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
  const { compared: figures, query } = useComparedFigures();
  const isTypicalKnown = query.data !== undefined;
  if (figures.length === 0) return <NoFigures />;
  return (
    <div className="flex h-full">
      <NoTypical query={query} />
      <ul
        aria-label={words.label}
        className="grid min-w-0 flex-1 auto-cols-fr grid-flow-col divide-x divide-line"
      >
        {figures.map((figure, index) => (
          <ComparedCell
            key={figure.view.id}
            figure={figure}
            isTypicalKnown={isTypicalKnown}
            className={HIDDEN_FROM[index]}
          />
        ))}
      </ul>
      <MoreFigures>
        <ul className="divide-y divide-line">
          {figures.map((figure) => (
            <ComparedCell
              key={figure.view.id}
              figure={figure}
              isTypicalKnown={isTypicalKnown}
              className="min-h-76"
            />
          ))}
        </ul>
      </MoreFigures>
    </div>
  );
}
