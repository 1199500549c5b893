/** Minutes of a trend. */
export const TREND_MINUTES = 60;

const MINUTE_MS = 60_000;

/** The last hour of each figure, a value a minute. */
export interface FigureTrend {
  /** Notes a figure's value; the last of a minute counts. */
  note(figure: string, atMs: number, value: number | null): void;
  /** Values of the last 60 minutes that are over, oldest first; null where there is none. */
  of(figure: string, nowMs: number): (number | null)[];
}

/** Creates an empty trend. */
export function createFigureTrend(): FigureTrend {
  const minutes = new Map<string, Map<number, number | null>>();
  return {
    note(figure, atMs, value) {
      const minute = Math.floor(atMs / MINUTE_MS);
      const values = minutes.get(figure) ?? new Map<number, number | null>();
      minutes.set(figure, values);
      values.set(minute, value);
      for (const known of values.keys()) if (known < minute - TREND_MINUTES) values.delete(known);
    },
    of(figure, nowMs) {
      const first = Math.floor(nowMs / MINUTE_MS) - TREND_MINUTES;
      const values = minutes.get(figure);
      return Array.from({ length: TREND_MINUTES }, (_, index) => values?.get(first + index) ?? null);
    },
  };
}
