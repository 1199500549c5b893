import { readCity } from "@arterial/db/city/read-city";
import type { Pool } from "@arterial/db/pool";
import type { TypicalRange } from "@arterial/db/timeseries/typical-range";
import { createHourOfWeek } from "@arterial/domain/time/hour-of-week";

/** What is typical from `startAt` (epoch ms) until the next point. */
export interface TypicalPoint {
  startAt: number;
  p15: number;
  p50: number;
  p85: number;
}

const QUARTER_MS = 15 * 60 * 1000;

/** Lays the typical week over [from, to): one point for each hour by the clocks of the city. */
export function typicalSeries(
  ranges: readonly TypicalRange[],
  options: { fromMs: number; toMs: number; timeZone: string },
): TypicalPoint[] {
  const byHour = new Map(ranges.map((range) => [range.hourOfWeek, range]));
  const hourOfWeek = createHourOfWeek(options.timeZone);
  const points: TypicalPoint[] = [];
  let lastHour: number | undefined;
  for (let at = Math.floor(options.fromMs / QUARTER_MS) * QUARTER_MS; at < options.toMs; at += QUARTER_MS) {
    const hour = hourOfWeek(at);
    if (hour === lastHour) continue;
    lastHour = hour;
    const range = byHour.get(hour);
    if (range !== undefined) points.push({ startAt: at, p15: range.p15, p50: range.p50, p85: range.p85 });
  }
  return points;
}

/** The city's time zone; UTC while there is no city. */
export async function cityTimeZone(pool: Pool): Promise<string> {
  return (await readCity(pool))?.timeZone ?? "UTC";
}
