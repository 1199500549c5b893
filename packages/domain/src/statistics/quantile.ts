/**
 * Quantile of ascending values by linear interpolation between closest ranks (Hyndman and Fan's type 7, the same as
 * PostgreSQL's `percentile_cont`). `null` for no values.
 */
export function quantileSorted(ascending: ArrayLike<number>, share: number): number | null {
  if (ascending.length === 0) return null;
  const position = Math.min(1, Math.max(0, share)) * (ascending.length - 1);
  const below = Math.floor(position);
  const low = ascending[below] as number;
  const high = ascending[Math.min(below + 1, ascending.length - 1)] as number;
  return low + (high - low) * (position - below);
}

/** Quantile of values in any order; see `quantileSorted`. */
export function quantile(values: Iterable<number>, share: number): number | null {
  return quantileSorted(Float64Array.from(values).sort(), share);
}

/** What is usual in a set of values: median, a band around it, and how far values lie from the median. */
export interface Spread {
  p15: number;
  p50: number;
  p85: number;
  /** Median absolute deviation from the median, in the values' unit. */
  mad: number;
  samples: number;
}

/** Spread of values in any order; `null` for no values. */
export function spreadOf(values: Iterable<number>): Spread | null {
  const ascending = Float64Array.from(values).sort();
  const p50 = quantileSorted(ascending, 0.5);
  if (p50 === null) return null;
  const deviations = ascending.map((value) => Math.abs(value - p50)).sort();
  return {
    p15: quantileSorted(ascending, 0.15) ?? p50,
    p50,
    p85: quantileSorted(ascending, 0.85) ?? p50,
    mad: quantileSorted(deviations, 0.5) ?? 0,
    samples: ascending.length,
  };
}

/** Makes the median absolute deviation of a normal distribution equal its standard deviation: 1 / Φ⁻¹(3/4). */
const MAD_TO_SIGMA = 1.4826;

/**
 * How unusual a value is: its distance from the median in robust standard deviations (Iglewicz and Hoaglin, 1993).
 * `floor` is the smallest spread, in the value's unit, that is taken seriously, so that a series which hardly ever
 * changes does not turn every small step into an alarm.
 */
export function robustZ(value: number, typical: Pick<Spread, "p50" | "mad">, floor: number): number {
  return (value - typical.p50) / Math.max(typical.mad * MAD_TO_SIGMA, floor);
}
