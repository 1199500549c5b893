import type { SeriesPoint } from "./prepare-time-series.ts";

/**
 * Where a key moves the cursor among the points: to the neighbour, the ends, or away (null). Undefined when the key
 * means nothing here.
 */
export function moveCursor(
  points: readonly SeriesPoint[],
  at: number | null,
  key: string,
): number | null | undefined {
  const last = points.length - 1;
  const index = at === null ? -1 : points.findIndex((point) => point.at === at);
  const pick = (next: number) => points[Math.min(last, Math.max(0, next))]?.at ?? null;
  switch (key) {
    case "ArrowLeft":
      return pick(index < 0 ? last : index - 1);
    case "ArrowRight":
      return pick(index < 0 ? last : index + 1);
    case "Home":
      return pick(0);
    case "End":
      return pick(last);
    case "Escape":
      return at === null ? undefined : null;
    default:
      return undefined;
  }
}
