"use client";

import { type RefObject, useLayoutEffect, useRef } from "react";

/** Focuses the heading of a panel; while that is still to come, the panel itself, which then gives the focus on. */
export function focusPanel(panel: HTMLElement): void {
  (panel.querySelector("h2") ?? panel).focus();
}

/** For the heading of a panel: it takes the focus over that has waited for it on the panel. */
export function useAwaitedFocus(): RefObject<HTMLHeadingElement | null> {
  const heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => {
    const panel = heading.current?.closest("aside");
    if (panel && panel === document.activeElement) heading.current?.focus();
  }, []);
  return heading;
}
