"use client";

import { useMessages } from "../../i18n/messages.ts";
import { cx } from "../../ui/class-names.ts";
import { NO_VALUE } from "../../ui/format-number.ts";
import { AgeGlyph } from "../../ui/measured-value.tsx";
import { Sparkline } from "../../ui/sparkline.tsx";
import { TrendGlyph } from "../../ui/trend-glyph.tsx";
import type { FigureView } from "./prepare-figure.ts";

/** Ink of a value by its age. */
export const AGE_INKS = {
  fresh: "text-ink",
  late: "text-ink2",
  stale: "text-ink3 line-through",
  offline: "text-ink3",
} as const;

/** Trend over the typical band, or the short facts in its place. */
function FigureAside({ figure, isWhole }: { figure: FigureView; isWhole: boolean }) {
  const words = useMessages().live.figures;
  if (figure.aside.length > 0) {
    return (
      <span
        className={cx("flex min-w-0 flex-col text-end type-small text-ink2", !isWhole && "max-md:hidden")}
      >
        {figure.aside.map((part) => (
          <span key={part} className="truncate">
            {part}
          </span>
        ))}
      </span>
    );
  }
  return (
    <span className={isWhole ? undefined : "max-lg:hidden"}>
      <Sparkline trend={figure.trend} typical={figure.typical} label={words.trendLabel(figure.name)} />
    </span>
  );
}

/**
 * One figure: value and unit, trend over its typical band, typical range, and what it comes from. A narrow page has no
 * room for all of it beside others; `isWhole` is for where a figure has the width for itself.
 */
export function FigureCell(props: { figure: FigureView; className?: string; isWhole?: boolean }) {
  const { figure, className, isWhole = false } = props;
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
        <FigureAside figure={figure} isWhole={isWhole} />
      </span>
      <span className="flex items-baseline justify-between gap-8 type-small">
        <span className="min-w-0 shrink truncate text-ink2">
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
            "flex h-16 min-w-74 flex-wrap justify-end gap-x-4 overflow-hidden whitespace-nowrap",
            figure.ageNote === null ? "flex-1" : "max-w-full flex-none",
            !isWhole && "max-md:hidden",
            figure.isDoubtful ? "text-late" : "text-ink3",
          )}
        >
          <span className="flex max-w-full min-w-0 items-center gap-4">
            <AgeGlyph age={figure.age} />
            <span className="truncate" title={figure.ageNote ?? undefined}>
              {figure.ageNote ?? figure.quality}
            </span>
          </span>
          {figure.ageNote === null ? <span>{figure.basis}</span> : null}
        </span>
      </span>
    </li>
  );
}
