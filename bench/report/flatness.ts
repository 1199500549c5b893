import { cpus, loadavg } from "node:os";
import { atMost, type Bar } from "./benchmark.ts";
import { fitSlope, type Slope } from "./fit-slope.ts";

/** Share of the time that what is looked at is given to come to what it needs. */
const WARM_UP = 0.25;

/** Whether figures grow with time. */
export interface Flatness<Name extends string> {
  slopes: Record<Name, Slope>;
  /** No slope may be above zero with the whole of its interval. */
  bars: Bar[];
  note: string;
}

/** Fits a line to each figure of samples over hours, without the first quarter of the time. */
export function judgeFlatness<Sample, Name extends string>(
  samples: readonly Sample[],
  hoursOf: (sample: Sample) => number,
  figures: Readonly<Record<Name, (sample: Sample) => number>>,
): Flatness<Name> {
  const settled = samples.slice(Math.floor(samples.length * WARM_UP));
  const entries = Object.entries<(sample: Sample) => number>(figures).map(([name, figureOf]) => {
    const points = settled.map((sample) => ({ x: hoursOf(sample), y: figureOf(sample) }));
    return [name as Name, fitSlope(points)] as const;
  });
  return {
    slopes: Object.fromEntries(entries) as Record<Name, Slope>,
    bars: entries.map(([name, { low }]) => atMost(`${name}, least that the slope may be`, low, 0)),
    note: `slopes from the last ${(1 - WARM_UP) * 100} % of the time, ${settled.length} samples, 95 % interval; load average ${loadavg()[0]?.toFixed(1)} on ${cpus().length} cores`,
  };
}
