"use client";

import { type RefObject, useEffect, useState } from "react";

/** True while the keyboard's focus is on something within a frame; a click does not count. */
export function useFocusWithin(frame: RefObject<HTMLElement | null>): boolean {
  const [isWithin, setWithin] = useState(false);
  useEffect(() => {
    const element = frame.current;
    if (!element) return;
    const enter = ({ target }: FocusEvent): void => {
      if (target instanceof Element && target.matches(":focus-visible")) setWithin(true);
    };
    const leave = ({ relatedTarget }: FocusEvent): void => {
      if (!(relatedTarget instanceof Node && element.contains(relatedTarget))) setWithin(false);
    };
    element.addEventListener("focusin", enter);
    element.addEventListener("focusout", leave);
    return () => {
      element.removeEventListener("focusin", enter);
      element.removeEventListener("focusout", leave);
    };
  }, [frame]);
  return isWithin;
}
