/**
 * A time window over keyed records as data. Everything an engine needs to know besides how to add one record;
 * domain declarations carry more fields (source, aggregates) and fit this by shape. Times in ms.
 */
export interface WindowDefinition {
  readonly name: string;
  readonly sizeMs: number;
  /** Distance of two window starts; equal to the size for tumbling windows, the only ones here so far. */
  readonly slideMs: number;
  /** How far behind the newest record the watermark stays. */
  readonly outOfOrdernessMs: number;
  /** How long after its end a window still takes corrections. */
  readonly graceMs: number;
}

/** Start of the tumbling window that holds an instant; windows are aligned to the epoch. */
export function windowStart(eventAt: number, sizeMs: number): number {
  return Math.floor(eventAt / sizeMs) * sizeMs;
}
