/** A point of a course over time. */
export interface Point {
  x: number;
  y: number;
}

/** How much y grows with each unit of x, with the bounds of its confidence interval of 95 %. */
export interface Slope {
  value: number;
  low: number;
  high: number;
}

const Z_975 = 1.959964;

/** Quantile of Student's t at 97.5 %: Abramowitz and Stegun, Handbook of Mathematical Functions, 26.7.5. */
function quantileOfT(degrees: number): number {
  const z = Z_975;
  return z + (z ** 3 + z) / (4 * degrees) + (5 * z ** 5 + 16 * z ** 3 + 3 * z) / (96 * degrees ** 2);
}

/** Fits a line by least squares; of fewer than four points nothing can be said. */
export function fitSlope(points: readonly Point[]): Slope {
  const n = points.length;
  if (n < 4) return { value: Number.NaN, low: Number.NaN, high: Number.NaN };
  const meanX = points.reduce((sum, { x }) => sum + x, 0) / n;
  const meanY = points.reduce((sum, { y }) => sum + y, 0) / n;
  const sxx = points.reduce((sum, { x }) => sum + (x - meanX) ** 2, 0);
  const value = points.reduce((sum, { x, y }) => sum + (x - meanX) * (y - meanY), 0) / sxx;
  const squares = points.reduce((sum, { x, y }) => sum + (y - meanY - value * (x - meanX)) ** 2, 0);
  const margin = quantileOfT(n - 2) * Math.sqrt(squares / (n - 2) / sxx);
  return { value, low: value - margin, high: value + margin };
}
