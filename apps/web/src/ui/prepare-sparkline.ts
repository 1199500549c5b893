/** A small trend as SVG paths in a box of `width` × `height` px; y grows downwards. */
export interface Sparkline {
  /** Path of the values, with breaks where one is missing; empty when there are fewer than two. */
  line: string;
  /** Typical band as top and height, clipped to the box; null without one. */
  band: { y: number; height: number } | null;
  /** Last value, when the newest one is present. */
  dot: { x: number; y: number } | null;
}

const PADDING_PX = 2;
/** A trend that hardly moves is not blown up: the box shows at least this share of its level. */
const MIN_SPAN_SHARE = 0.08;

function scaleOf(values: readonly number[], height: number): (value: number) => number {
  const low = Math.min(...values);
  const high = Math.max(...values);
  const minSpan = Math.max(Math.abs(high), Math.abs(low)) * MIN_SPAN_SHARE || 1;
  const span = Math.max(high - low, minSpan);
  const middle = (high + low) / 2;
  const usable = height - 2 * PADDING_PX;
  return (value) => PADDING_PX + usable * (1 - (value - (middle - span / 2)) / span);
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

/** Draws `trend` (oldest first, null where missing) over the range `typical`. */
export function prepareSparkline(options: {
  trend: readonly (number | null)[];
  typical: { low: number; high: number } | null;
  width: number;
  height: number;
}): Sparkline {
  const { trend, typical, width, height } = options;
  const present = trend.filter((value) => value !== null);
  if (present.length === 0) return { line: "", band: null, dot: null };
  const y = scaleOf(typical ? [...present, typical.low, typical.high] : present, height);
  const step = trend.length > 1 ? (width - 2 * PADDING_PX) / (trend.length - 1) : 0;
  const x = (index: number) => PADDING_PX + index * step;

  const parts: string[] = [];
  let isDown = false;
  trend.forEach((value, index) => {
    if (value === null) {
      isDown = false;
      return;
    }
    parts.push(`${isDown ? "L" : "M"}${round(x(index))} ${round(y(value))}`);
    isDown = true;
  });
  const last = trend.at(-1) ?? null;
  return {
    line: present.length > 1 ? parts.join("") : "",
    band: typical
      ? { y: round(y(typical.high)), height: round(Math.max(1, y(typical.low) - y(typical.high))) }
      : null,
    dot: last === null ? null : { x: round(x(trend.length - 1)), y: round(y(last)) },
  };
}
