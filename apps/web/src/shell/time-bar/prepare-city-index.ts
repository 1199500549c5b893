/** A value of the index in the interval that begins at `startAt`, epoch ms, and lasts `sizeMs`. */
export interface IndexPoint {
  startAt: number;
  sizeMs: number;
  value: number | null;
}

/** What is typical from `startAt` until the next one, epoch ms. */
export interface TypicalStep {
  startAt: number;
  p15: number;
  p85: number;
}

export interface IndexScale {
  fromMs: number;
  toMs: number;
  widthPx: number;
  heightPx: number;
  /** Largest value that is drawn; the least is 1, free flow. */
  top: number;
}

const LEAST_TOP = 1.5;
const TOP_STEP = 0.25;
/** Intervals with more than this between them are not joined. */
const MAX_GAP_MS = 90_000;
const HOUR_MS = 3_600_000;

/** The scale's top: the largest value, rounded up. */
export function indexTop(
  points: readonly Pick<IndexPoint, "value">[],
  typical: readonly TypicalStep[],
): number {
  const values = [...points.map(({ value }) => value ?? 1), ...typical.map(({ p85 }) => p85)];
  const largest = Math.max(LEAST_TOP, ...values);
  return Math.ceil(largest / TOP_STEP) * TOP_STEP;
}

export function xOf({ fromMs, toMs, widthPx }: IndexScale, t: number): number {
  return ((t - fromMs) / (toMs - fromMs)) * widthPx;
}

export function yOf({ heightPx, top }: IndexScale, value: number): number {
  return heightPx - ((Math.max(1, value) - 1) / (top - 1)) * heightPx;
}

/** Path of the index through the middle of its intervals; a gap is a gap. */
export function indexPath(points: readonly IndexPoint[], scale: IndexScale): string {
  let lastEndsAt: number | null = null;
  return points
    .flatMap(({ startAt, sizeMs, value }) => {
      const middleAt = startAt + sizeMs / 2;
      if (value === null || middleAt < scale.fromMs || middleAt > scale.toMs) return [];
      const command = lastEndsAt !== null && startAt - lastEndsAt <= MAX_GAP_MS ? "L" : "M";
      lastEndsAt = startAt + sizeMs;
      return [`${command}${xOf(scale, middleAt).toFixed(1)} ${yOf(scale, value).toFixed(1)}`];
    })
    .join("");
}

/** Outline of the typical band, hour by hour, in the whole scale or in a part of it. */
export function bandPath(
  typical: readonly TypicalStep[],
  scale: IndexScale,
  { fromMs, toMs }: { fromMs: number; toMs: number } = scale,
): string {
  const ends = typical
    .map((step, index) => ({
      ...step,
      from: Math.max(step.startAt, fromMs),
      to: Math.min(typical[index + 1]?.startAt ?? toMs, toMs),
    }))
    .filter(({ from, to }) => from < to);
  if (ends.length === 0) return "";
  const point = (t: number, value: number) => `${xOf(scale, t).toFixed(1)} ${yOf(scale, value).toFixed(1)}`;
  const above = ends.flatMap(({ from, to, p85 }) => [point(from, p85), point(to, p85)]);
  const below = ends.toReversed().flatMap(({ from, to, p15 }) => [point(to, p15), point(from, p15)]);
  return `M${[...above, ...below].join("L")}Z`;
}

/** Full hours in the range, epoch ms; zones are offset by quarters of an hour at least. */
export function hourTicks({ fromMs, toMs }: Pick<IndexScale, "fromMs" | "toMs">, offsetMs: number): number[] {
  const first = Math.ceil((fromMs + offsetMs) / HOUR_MS) * HOUR_MS - offsetMs;
  return Array.from(
    { length: Math.max(0, Math.floor((toMs - first) / HOUR_MS) + 1) },
    (_, n) => first + n * HOUR_MS,
  );
}
