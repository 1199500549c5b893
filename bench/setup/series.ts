/** Values of several runs by name. */
export interface Series {
  add(name: string, value: number): void;
  /** The middle one; of an even number the mean of the two in the middle; NaN without any. */
  median(name: string): number;
  /** Every value, rounded. */
  all(): Readonly<Record<string, readonly number[]>>;
}

/** Creates an empty series. */
export function createSeries(): Series {
  const values = new Map<string, number[]>();
  return {
    add: (name, value) => {
      const known = values.get(name);
      if (known) known.push(value);
      else values.set(name, [value]);
    },
    median: (name) => {
      const sorted = (values.get(name) ?? []).toSorted((a, b) => a - b);
      const middle = sorted.length >> 1;
      const upper = sorted[middle] ?? Number.NaN;
      return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
    },
    all: () =>
      Object.fromEntries([...values].map(([name, of]) => [name, of.map((value) => Math.round(value))])),
  };
}
