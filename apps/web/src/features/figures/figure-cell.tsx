"use client";

import { useMessages } from "../../i18n/messages.ts";
import { cx } from "../../ui/class-names.ts";
import { NO_VALUE } from "../../ui/format-number.ts";
import { AgeGlyph } from "../../ui/measured-value.tsx";
import { Sparkline } from "../../ui/sparkline.tsx";
import { TrendGlyph } from "../../ui/trend-glyph.tsx";
import type { FigureView } from "./prepare-figure.ts";

const AGE_INKS = {
  fresh: "text-ink",
  late: "text-ink2",
  stale: "text-ink3 line-through",
  offline: "text-ink3",
} as const;

/** One figure: value and unit, trend over its typical band, typical range, and what it comes from. */
export function FigureCell({ figure, className }: { figure: FigureView; className?: string }) {
  const words = useMessages().live.figures;
  const ink = figure.isDoubtful && figure.age === "fresh" ? "text-ink2 doubtful" : AGE_INKS[figure.age];
  return (
    <li
      className={cx(
        "flex min-w-0 flex-col justify-between px-14 pt-9 pb-8",
        figure.age === "stale" && "hatched",
        className,
      )}
    >
      <span className="truncate type-label text-ink2">{figure.name}</span>
      <span className="flex items-center justify-between gap-8">
        <span className="min-w-0 truncate whitespace-nowrap">
          <span className={cx("type-kpi max-md:text-[22px]", ink)}>
            {figure.age === "offline" ? NO_VALUE : figure.value}
          </span>
          {figure.unit ? <span className="type-dense text-ink3">{` ${figure.unit}`}</span> : null}
        </span>
        <span className="max-md:hidden">
          <Sparkline trend={figure.trend} typical={figure.typical} label={words.trendLabel(figure.name)} />
        </span>
      </span>
      <span className="flex items-baseline justify-between gap-8 type-small">
        <span className="min-w-0 truncate text-ink2">
          {figure.direction ? (
            <TrendGlyph
              direction={figure.direction}
              label={figure.direction === "above" ? words.above : words.below}
            />
          ) : null}
          {figure.note}
        </span>
        <span
          className={cx(
            "flex flex-none items-center gap-4 max-md:hidden",
            figure.isDoubtful ? "text-late" : "text-ink3",
          )}
        >
          <AgeGlyph age={figure.age} />
          {figure.quality}
        </span>
      </span>
    </li>
  );
}
