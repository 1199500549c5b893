import type { CityFigure } from "@arterial/domain/live/frame";
import { formatNumber } from "../../ui/format-number.ts";
import {
  FIGURE_DECIMALS,
  type FigureContext,
  type FigureView,
  prepareFigure,
} from "../figures/prepare-figure.ts";

/** A figure beside what is typical for it. */
export interface ComparedFigure {
  view: FigureView;
  unit: string;
  /** Null where nothing is typical for it. */
  typical: string | null;
  /** Signed; null where one of the two is not known. */
  difference: string | null;
}

/** Words and numbers of one figure, its typical median, and how far it is from that. */
export function prepareComparedFigure(
  figure: CityFigure,
  median: number | undefined,
  context: FigureContext,
): ComparedFigure {
  const style = { decimals: FIGURE_DECIMALS[figure.id] };
  const view = prepareFigure(figure, context);
  const isKnown = median !== undefined && figure.value !== null && view.age !== "offline";
  return {
    view,
    unit: context.messages.live.figures.units[figure.id],
    typical: median === undefined ? null : formatNumber(median, style),
    difference: isKnown
      ? formatNumber(rounded(figure, style) - rounded({ value: median }, style), { ...style, isSigned: true })
      : null,
  };
}

/** As it is written, so that the three numbers agree with each other. */
function rounded({ value }: { value: number | null }, { decimals }: { decimals: number }): number {
  const steps = 10 ** decimals;
  return Math.round((value ?? 0) * steps) / steps;
}
