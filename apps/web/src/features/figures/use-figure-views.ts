"use client";

import { useMemo } from "react";
import { useMessages } from "../../i18n/messages.ts";
import { useFigures, useNow } from "../../live/use-live.ts";
import { useCity } from "../city/city-context.tsx";
import { FIGURE_IDS, type FigureView, prepareFigure } from "./prepare-figure.ts";

/** All figures in the order of the strip, as far as they have come. */
export function useFigureViews(): FigureView[] {
  const figures = useFigures();
  const now = useNow();
  const messages = useMessages();
  const { timeFormat } = useCity();
  return useMemo(() => {
    if (now === null) return [];
    return FIGURE_IDS.flatMap((id) => {
      const figure = figures.get(id);
      return figure ? [prepareFigure(figure, { now, messages, timeFormat })] : [];
    });
  }, [figures, now, messages, timeFormat]);
}
