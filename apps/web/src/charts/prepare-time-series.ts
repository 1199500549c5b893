import { niceTicks, timeTicks } from "./ticks.ts";

/** One value of a series at one instant (epoch ms); null is a gap. */
export interface SeriesPoint {
  at: number;
  value: number | null;
}

/** Typical range from `startAt` (epoch ms) until the next one. */
export interface TypicalPoint {
  startAt: number;
  p15: number;
  p50: number;
  p85: number;
}

/** A level across the whole plot, labelled at its right end. */
export interface LevelLine {
  value: number;
  label: string;
  kind: "reference" | "set" | "clear";
}

export interface TimeSeriesInput {
  points: readonly SeriesPoint[];
  typical: readonly TypicalPoint[];
  lines: readonly LevelLine[];
  from: number;
  to: number;
  /** How often a value is expected, ms. */
  intervalMs: number;
  /** Flow, speed and counts include zero; temperatures and pressures do not. */
  isZeroBased: boolean;
  /** How far the clocks that label the axis are ahead of UTC at an instant, ms. */
  offsetAt: (at: number) => number;
}

export interface ChartRow {
  at: number;
  observed: number | null;
  band: [low: number, high: number] | null;
  typical: number | null;
}

/** What the chart draws; nothing is decided after this. */
export interface TimeSeries {
  rows: ChartRow[];
  /** Intervals without data that are long enough to be hatched. */
  gaps: { from: number; to: number }[];
  yTicks: number[];
  timeTicks: number[];
  /** Newest observed value. */
  last: { at: number; value: number } | null;
}

/** A line is broken when the next value comes later than this many intervals. */
const BREAK_INTERVALS = 2.5;
/** A gap longer than this many intervals is hatched. */
const HATCH_INTERVALS = 5;

/** The typical range that holds at an instant. */
export function typicalAt(typical: readonly TypicalPoint[], at: number): TypicalPoint | null {
  let found: TypicalPoint | null = null;
  for (const point of typical) {
    if (point.startAt > at) break;
    found = point;
  }
  return found;
}

function rowAt(at: number, observed: number | null, typical: readonly TypicalPoint[]): ChartRow {
  const range = typicalAt(typical, at);
  return {
    at,
    observed,
    band: range ? [range.p15, range.p85] : null,
    typical: range?.p50 ?? null,
  };
}

function findGaps(points: readonly SeriesPoint[], input: TimeSeriesInput): { from: number; to: number }[] {
  const times = points.filter((point) => point.value !== null).map((point) => point.at);
  const edges = [input.from, ...times, input.to];
  return edges
    .slice(1)
    .map((to, index) => ({ from: edges[index] ?? input.from, to }))
    .filter((gap) => gap.to - gap.from > BREAK_INTERVALS * input.intervalMs);
}

/** Merges the observed series and its typical range into rows, with breaks where data is missing. */
export function prepareTimeSeries(input: TimeSeriesInput): TimeSeries {
  const points = input.points.filter((point) => point.at >= input.from && point.at <= input.to);
  const gaps = findGaps(points, input);
  const observed = new Map(points.map((point) => [point.at, point.value]));
  const breaks = gaps.map((gap) => gap.from + (gap.to - gap.from) / 2);
  const steps = input.typical.map((point) => point.startAt).filter((at) => at > input.from && at < input.to);
  const instants = [...new Set([input.from, ...observed.keys(), ...breaks, ...steps, input.to])].sort(
    (a, b) => a - b,
  );
  const isBreak = new Set(breaks);

  const rows = instants.flatMap((at) => {
    if (observed.has(at) || isBreak.has(at)) return [rowAt(at, observed.get(at) ?? null, input.typical)];
    return [{ ...rowAt(at, null, input.typical), isFiller: true }];
  });
  const values = rows.flatMap((row) => [row.observed, ...(row.band ?? [])]).filter((value) => value !== null);
  const levels = input.lines.map((line) => line.value);
  const last = points.findLast((point) => point.value !== null);
  return {
    rows: bridgeFillers(rows),
    gaps: gaps.filter((gap) => gap.to - gap.from > HATCH_INTERVALS * input.intervalMs),
    yTicks: niceTicks([...values, ...levels], input.isZeroBased),
    timeTicks: timeTicks(input.from, input.to, input.offsetAt),
    last: last && last.value !== null ? { at: last.at, value: last.value } : null,
  };
}

/** Rows that exist only for the typical range must not break the observed line: they take a value between neighbours. */
function bridgeFillers(rows: readonly (ChartRow & { isFiller?: boolean })[]): ChartRow[] {
  return rows.map(({ isFiller, ...row }, index) => {
    if (!isFiller) return row;
    const before = rows[index - 1];
    const after = rows[index + 1];
    if (!before || !after || before.observed === null || after.observed === null) return row;
    const share = (row.at - before.at) / (after.at - before.at);
    return { ...row, observed: before.observed + share * (after.observed - before.observed) };
  });
}

/** The observed point nearest to an instant. */
export function nearestPoint(points: readonly SeriesPoint[], at: number): SeriesPoint | null {
  let nearest: SeriesPoint | null = null;
  for (const point of points) {
    if (!nearest || Math.abs(point.at - at) < Math.abs(nearest.at - at)) nearest = point;
  }
  return nearest;
}
