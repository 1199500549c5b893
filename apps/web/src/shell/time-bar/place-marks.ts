import { type IndexScale, xOf } from "./prepare-city-index.ts";

/** A mark on the bar, and how many it stands for besides itself. */
export interface PlacedMark<Mark> {
  mark: Mark;
  x: number;
  more: number;
}

/**
 * Marks of what lies in the scale, from left to right and at least `apartPx` from each other: the worst, and of equals
 * the first, stands for those that have no room beside it.
 */
export function placeMarks<Mark extends { severity: number; knownAt: number }>(
  marks: readonly Mark[],
  scale: IndexScale,
  apartPx: number,
): PlacedMark<Mark>[] {
  const placed: PlacedMark<Mark>[] = [];
  for (const mark of marks.toSorted((a, b) => a.severity - b.severity || a.knownAt - b.knownAt)) {
    const x = xOf(scale, mark.knownAt);
    if (x < 0 || x > scale.widthPx) continue;
    const distance = (other: PlacedMark<Mark>) => Math.abs(other.x - x);
    const [nearest] = placed.toSorted((a, b) => distance(a) - distance(b));
    if (nearest && distance(nearest) < apartPx) nearest.more += 1;
    else placed.push({ mark, x, more: 0 });
  }
  return placed.sort((a, b) => a.x - b.x);
}
