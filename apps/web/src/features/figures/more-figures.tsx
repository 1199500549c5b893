"use client";

import { IconDots } from "@tabler/icons-react";
import dynamic from "next/dynamic";
import type { ReactNode } from "react";
import { useMessages } from "../../i18n/messages.ts";
import { Icon } from "../../ui/icon.tsx";
import { usePopup } from "../../ui/use-popup.ts";

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

/** Opens all figures where the strip is too narrow for them. */
export function MoreFigures({ children }: { children: ReactNode }) {
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
      {isWanted ? <FigurePopup {...popup}>{children}</FigurePopup> : null}
    </>
  );
}
