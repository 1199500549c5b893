"use client";

import { useEffect } from "react";

/** Paper is white: what is printed has the light palette, whatever the screen shows. */
export function usePrintLight(): void {
  useEffect(() => {
    const root = document.documentElement;
    let held: string | undefined;
    const lighten = () => {
      held = root.dataset.theme;
      root.dataset.theme = "light";
    };
    const restore = () => {
      if (held === undefined) delete root.dataset.theme;
      else root.dataset.theme = held;
    };
    window.addEventListener("beforeprint", lighten);
    window.addEventListener("afterprint", restore);
    return () => {
      window.removeEventListener("beforeprint", lighten);
      window.removeEventListener("afterprint", restore);
    };
  }, []);
}
