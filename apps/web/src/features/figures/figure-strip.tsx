"use client";

import { useMessages } from "../../i18n/messages.ts";
import { FigureCell } from "./figure-cell.tsx";
import { FigureList } from "./figure-list.tsx";
import { HIDDEN_FROM, MoreFigures } from "./more-figures.tsx";
import { NoFigures } from "./no-figures.tsx";
import { useFigureViews } from "./use-figure-views.ts";

/** The city's figures across the page; narrower pages show fewer and keep the rest one press away. */
export function FigureStrip() {
  const words = useMessages().live.figures;
  const figures = useFigureViews();
  if (figures.length === 0) return <NoFigures />;
  return (
    <div className="flex h-full">
      <ul
        aria-label={words.label}
        className="grid min-w-0 flex-1 auto-cols-fr grid-flow-col divide-x divide-line"
      >
        {figures.map((figure, index) => (
          <FigureCell key={figure.id} figure={figure} className={HIDDEN_FROM[index] ?? ""} />
        ))}
      </ul>
      <MoreFigures>
        <FigureList figures={figures} />
      </MoreFigures>
    </div>
  );
}
