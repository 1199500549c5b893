const MINUTE_MS = 60_000;
const TIME_STEPS_MS = [1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720, 1440].map(
  (minutes) => minutes * MINUTE_MS,
);
const MAX_TIME_TICKS = 5;
const MAX_INTERVALS = 4;

function niceStep(span: number): number {
  const rough = span / MAX_INTERVALS;
  const magnitude = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 2.5, 5, 10].find((factor) => factor * magnitude >= rough) ?? 10;
  return step * magnitude;
}

/** Three to five round ticks that enclose all values; from zero where the quantity has one. */
export function niceTicks(values: readonly number[], isZeroBased: boolean): number[] {
  if (values.length === 0) return isZeroBased ? [0, 1] : [];
  let low = Math.min(...values);
  let high = Math.max(...values);
  if (isZeroBased) low = Math.min(0, low);
  if (high - low < 1e-9) {
    high += Math.max(1, Math.abs(high) * 0.1);
    if (!isZeroBased) low -= Math.max(1, Math.abs(low) * 0.1);
  }
  const step = niceStep(high - low);
  const first = Math.floor(low / step + 1e-9);
  const last = Math.ceil(high / step - 1e-9);
  return Array.from({ length: last - first + 1 }, (_, index) =>
    Number(((first + index) * step).toPrecision(12)),
  );
}

/** Decimals that the ticks need to be told apart, at most three. */
export function tickDecimals(ticks: readonly number[]): number {
  const decimals = [0, 1, 2].find((count) =>
    ticks.every((tick) => Math.abs(tick - Number(tick.toFixed(count))) < 1e-9),
  );
  return decimals ?? 3;
}

/**
 * Instants between two times that are round by clocks which are `offsetAt` ahead of UTC, ms; about five. Where clocks
 * change, some steps are longer or shorter.
 */
export function timeTicks(from: number, to: number, offsetAt: (at: number) => number): number[] {
  const step = TIME_STEPS_MS.find((ms) => (to - from) / ms <= MAX_TIME_TICKS) ?? 1440 * MINUTE_MS;
  const offsets = [...new Set([offsetAt(from), offsetAt(to)])];
  const ticks = offsets.flatMap((offset) => {
    const first = Math.ceil((from + offset) / step) * step - offset;
    const count = Math.max(0, Math.floor((to - first) / step) + 1);
    return Array.from({ length: count }, (_, index) => first + index * step).filter(
      (at) => offsetAt(at) === offset,
    );
  });
  return ticks.sort((a, b) => a - b);
}
