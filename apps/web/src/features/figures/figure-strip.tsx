"use client";

import { IconDots } from "@tabler/icons-react";
import dynamic from "next/dynamic";
import { useMessages } from "../../i18n/messages.ts";
import { Icon } from "../../ui/icon.tsx";
import { LoadingState } from "../../ui/panel-state.tsx";
import { usePopup } from "../../ui/use-popup.ts";
import { FigureCell } from "./figure-cell.tsx";
import type { FigureView } from "./prepare-figure.ts";
import { useFigureViews } from "./use-figure-views.ts";

const FigurePopup = dynamic(() => import("./figure-popup.tsx").then((module) => module.FigurePopup), {
  ssr: false,
});

/** Which cells a narrower strip leaves out; the rest is behind "more". Index of the cell → class. */
export const HIDDEN_FROM: readonly string[] = [
  "",
  "max-md:hidden",
  "",
  "",
  "max-lg:hidden",
  "max-xl:hidden",
  "max-2xl:hidden",
  "max-2xl:hidden",
];

function MoreFigures({ figures }: { figures: readonly FigureView[] }) {
  const words = useMessages().live.figures;
  const { isWanted, trigger, popup } = usePopup("dialog");
  return (
    <>
      <button
        type="button"
        aria-label={words.label}
        className="grid w-32 flex-none place-items-center border-s border-line text-ink3 focus-inside hover:bg-hover hover:text-ink max-md:hidden 2xl:hidden"
        {...trigger}
      >
        <Icon of={IconDots} size={16} />
      </button>
      {isWanted ? <FigurePopup {...popup} figures={figures} /> : null}
    </>
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
