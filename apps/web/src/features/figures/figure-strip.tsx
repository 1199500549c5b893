"use client";

import { Popover } from "@base-ui/react/popover";
import { IconDots } from "@tabler/icons-react";
import { useMessages } from "../../i18n/messages.ts";
import { cx } from "../../ui/class-names.ts";
import { Icon } from "../../ui/icon.tsx";
import { LoadingState } from "../../ui/panel-state.tsx";
import { POPUP_CLASS } from "../../ui/popup.ts";
import { BackfillNote } from "./backfill-note.tsx";
import { FigureCell } from "./figure-cell.tsx";
import type { FigureView } from "./prepare-figure.ts";
import { useFigureViews } from "./use-figure-views.ts";

/** Which cells a narrower strip leaves out; the rest is behind "more". Index of the cell → class. */
const HIDDEN_FROM: readonly string[] = [
  "",
  "max-md:hidden",
  "",
  "",
  "max-lg:hidden",
  "max-xl:hidden",
  "max-2xl:hidden",
  "max-2xl:hidden",
];

/** All figures with the state of the history behind them. */
export function FigureList({ figures }: { figures: readonly FigureView[] }) {
  return (
    <>
      <BackfillNote />
      <ul className="divide-y divide-line">
        {figures.map((figure) => (
          <FigureCell key={figure.id} figure={figure} className="min-h-76 gap-4" />
        ))}
      </ul>
    </>
  );
}

function MoreFigures({ figures }: { figures: readonly FigureView[] }) {
  const words = useMessages().live.figures;
  return (
    <Popover.Root>
      <Popover.Trigger
        aria-label={words.label}
        className="grid w-32 flex-none place-items-center border-l border-line text-ink3 focus-inside hover:bg-hover hover:text-ink max-md:hidden 2xl:hidden"
      >
        <Icon of={IconDots} size={16} />
      </Popover.Trigger>
      <Popover.Portal role="region" aria-label={words.label}>
        <Popover.Positioner sideOffset={4} align="end" className="z-50">
          <Popover.Popup className={cx(POPUP_CLASS, "max-h-[80dvh] w-320 overflow-y-auto bg-panel py-0")}>
            <FigureList figures={figures} />
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}

/** The city's figures across the page; narrower pages show fewer and keep the rest one press away. */
export function FigureStrip() {
  const words = useMessages().live.figures;
  const figures = useFigureViews();
  if (figures.length === 0) return <LoadingState label={words.waiting} barCount={1} />;
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
      <MoreFigures figures={figures} />
    </div>
  );
}
