import type { SeriesPoint, TypicalPoint } from "./prepare-time-series.ts";

/** A stretch of time, epoch ms. */
export interface Stretch {
  from: number;
  to: number;
}

/** What a chart has: all of its time, its points, and how often one is expected, ms. */
export interface ChartTime {
  whole: Stretch;
  points: readonly SeriesPoint[];
  intervalMs: number;
}

/** A shorter stretch has too few points for a line, or no round minute for its axis. */
const LEAST_INTERVALS = 4;
const LEAST_MS = 5 * 60_000;
/** Each step of the keyboard halves or doubles the stretch, or moves it by a quarter of its length. */
const ZOOM_FACTOR = 2;
const MOVE_SHARE = 0.25;

const lengthOf = ({ from, to }: Stretch): number => to - from;

/** The shortest stretch that a chart zooms to, ms. */
export function leastStretchMs(intervalMs: number): number {
  return Math.max(LEAST_MS, LEAST_INTERVALS * intervalMs);
}

/** An end of a stretch on the point that is nearest, so that the line reaches it; where none is near it stays. */
function snap(at: number, { points, intervalMs }: ChartTime): number {
  let nearest = at;
  let distance = intervalMs;
  for (const point of points) {
    if (Math.abs(point.at - at) >= distance) continue;
    nearest = point.at;
    distance = Math.abs(point.at - at);
  }
  return nearest;
}

/** A stretch pushed into the whole without changing its length, or as much of it as there is room for. */
function pushInside({ from, to }: Stretch, whole: Stretch): Stretch {
  const length = Math.min(to - from, lengthOf(whole));
  const start = Math.min(Math.max(from, whole.from), whole.to - length);
  return { from: start, to: start + length };
}

/** A stretch as a chart can show it, both ends on points; null when that is all there is. */
function settle(stretch: Stretch, time: ChartTime): Stretch | null {
  const { whole, intervalMs } = time;
  const inside = pushInside(stretch, whole);
  const snapped = { from: snap(inside.from, time), to: snap(inside.to, time) };
  const shown = lengthOf(snapped) >= leastStretchMs(intervalMs) ? snapped : inside;
  return shown.from <= whole.from && shown.to >= whole.to ? null : shown;
}

/** The stretch between two instants that somebody dragged over; `shown` stays when that is too short. */
export function dragStretch(a: number, b: number, shown: Stretch | null, time: ChartTime): Stretch | null {
  const { whole } = time;
  const dragged = { from: Math.max(Math.min(a, b), whole.from), to: Math.min(Math.max(a, b), whole.to) };
  return lengthOf(dragged) < leastStretchMs(time.intervalMs) ? shown : settle(dragged, time);
}

/** Half or double of what is shown, about an instant, which stays where it is; null is the whole. */
export function zoomStretch(
  direction: "in" | "out",
  about: number | null,
  shown: Stretch | null,
  time: ChartTime,
): Stretch | null {
  const now = shown ?? time.whole;
  const wanted = direction === "in" ? lengthOf(now) / ZOOM_FACTOR : lengthOf(now) * ZOOM_FACTOR;
  const length = Math.max(wanted, leastStretchMs(time.intervalMs));
  if (length >= lengthOf(time.whole)) return null;
  if (direction === "in" && length >= lengthOf(now)) return shown;
  const at = about ?? now.from + lengthOf(now) / 2;
  const from = at - ((at - now.from) / lengthOf(now)) * length;
  return settle({ from, to: from + length }, time);
}

/** What is shown moved a quarter of its length earlier or later; the whole has nowhere to go. */
export function moveStretch(
  direction: "earlier" | "later",
  shown: Stretch | null,
  time: ChartTime,
): Stretch | null {
  if (!shown) return null;
  const step = lengthOf(shown) * MOVE_SHARE * (direction === "earlier" ? -1 : 1);
  return settle({ from: shown.from + step, to: shown.to + step }, time);
}

/** What a key does to the stretch; undefined when it means nothing here. */
export function stretchOfKey(
  { key, shiftKey }: { key: string; shiftKey: boolean },
  about: number | null,
  shown: Stretch | null,
  time: ChartTime,
): Stretch | null | undefined {
  if (key === "+" || key === "=") return zoomStretch("in", about, shown, time);
  if (key === "-" || key === "_") return zoomStretch("out", about, shown, time);
  if (shiftKey && key === "ArrowLeft") return moveStretch("earlier", shown, time);
  if (shiftKey && key === "ArrowRight") return moveStretch("later", shown, time);
  return key === "Escape" && shown ? null : undefined;
}

/** Points of a stretch. */
export function pointsWithin(points: readonly SeriesPoint[], { from, to }: Stretch): SeriesPoint[] {
  return points.filter(({ at }) => at >= from && at <= to);
}

interface Series {
  points: readonly SeriesPoint[];
  typical: readonly TypicalPoint[];
}

/** What is known now, and before it begins what was known when somebody zoomed in: live charts drop their oldest. */
export function keepOlder(held: Series, now: Series): Series {
  const [firstPoint, firstTypical] = [now.points[0]?.at, now.typical[0]?.startAt];
  return {
    points: [...held.points.filter(({ at }) => firstPoint === undefined || at < firstPoint), ...now.points],
    typical: [
      ...held.typical.filter(({ startAt }) => firstTypical === undefined || startAt < firstTypical),
      ...now.typical,
    ],
  };
}
