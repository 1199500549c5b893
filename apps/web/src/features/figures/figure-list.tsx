"use client";

import { BackfillNote } from "./backfill-note.tsx";
import { FigureCell } from "./figure-cell.tsx";
import { NoFigures } from "./no-figures.tsx";
import type { FigureView } from "./prepare-figure.ts";

/** All figures with the state of the history behind them. */
export function FigureList({ figures }: { figures: readonly FigureView[] }) {
  return (
    <>
      <BackfillNote />
      {figures.length === 0 ? <NoFigures /> : null}
      <ul className="divide-y divide-line">
        {figures.map((figure) => (
          <FigureCell key={figure.id} figure={figure} isWhole className="min-h-76 gap-4" />
        ))}
      </ul>
    </>
  );
}
