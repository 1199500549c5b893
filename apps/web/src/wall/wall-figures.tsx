"use client";

import type { FigureView } from "../features/figures/prepare-figure.ts";
import { useFigureViews } from "../features/figures/use-figure-views.ts";
import { useMessages } from "../i18n/messages.ts";
import { useLiveNow } from "../live/use-live.ts";
import { cx } from "../ui/class-names.ts";
import { NO_VALUE } from "../ui/format-number.ts";
import { AgeGlyph } from "../ui/measured-value.tsx";
import { Sparkline } from "../ui/sparkline.tsx";
import { TrendGlyph } from "../ui/trend-glyph.tsx";
import { useReducedMotion } from "../ui/use-reduced-motion.ts";
import { figuresOnWall, type WallView } from "./wall-view.ts";

function Cell({ figure }: { figure: FigureView }) {
  const words = useMessages().live.figures;
  const isStale = figure.age === "stale";
  return (
    <li className={cx("wall-figure", isStale && "hatched")}>
      <span className="text-ink2">{figure.name}</span>
      <span className="wall-value">
        <span
          className={cx(
            "wall-kpi",
            isStale ? "text-ink3 line-through" : figure.isDoubtful ? "text-ink2 doubtful" : "text-ink",
          )}
        >
          {figure.age === "offline" ? NO_VALUE : figure.value}
        </span>
        <span className="text-ink3">{figure.unit}</span>
        <span className="wall-trend">
          {figure.aside.length > 0 ? null : (
            <Sparkline trend={figure.trend} typical={figure.typical} label={words.trendLabel(figure.name)} />
          )}
        </span>
      </span>
      <span className="wall-note text-ink2">
        {figure.direction ? (
          <TrendGlyph
            direction={figure.direction}
            label={figure.direction === "above" ? words.above : words.below}
          />
        ) : null}
        <span>{figure.aside.length > 0 ? figure.aside.join(", ") : figure.note}</span>
        <span className="flex items-center gap-4 text-ink3">
          <AgeGlyph age={figure.age} />
          {figure.ageNote ?? `${figure.quality} ${figure.basis}`}
        </span>
      </span>
    </li>
  );
}

/** The city's figures: those that the address names, or all of them in turns. */
export function WallFigures({ chosen }: { chosen: WallView["figures"] }) {
  const words = useMessages().live.figures;
  const all = useFigureViews();
  const now = useLiveNow() ?? 0;
  const isStill = useReducedMotion();
  const figures = chosen ? all.filter(({ id }) => chosen.includes(id)) : all;
  return (
    <ul aria-label={words.label} className="wall-figures border-b border-line bg-panel">
      {figuresOnWall(figures, { now, isStill }).map((figure) => (
        <Cell key={figure.id} figure={figure} />
      ))}
    </ul>
  );
}
