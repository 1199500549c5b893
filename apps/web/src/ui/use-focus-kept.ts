"use client";

import { type RefObject, useLayoutEffect } from "react";

/** Brings the focus to `next` when what had it within `frame` has gone from the page, so that Tab goes on from there. */
export function useFocusKept(
  frame: RefObject<HTMLElement | null>,
  next: RefObject<HTMLElement | null>,
): void {
  const had = frame.current?.contains(document.activeElement) ?? false;
  useLayoutEffect(() => {
    if (had && document.activeElement === document.body) next.current?.focus();
  });
}
