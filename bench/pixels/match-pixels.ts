import { roundOf } from "../load/air-stations.ts";
import type { DrawnNumbers } from "./watch-pixels.ts";

/** A steady load of stations that send in turn. */
export interface StationLoad {
  /** When the first message was due, epoch ms. */
  startedAt: number;
  perSecond: number;
  stations: number;
  messages: number;
}

/** From when each reading that was drawn by itself was due until it was drawn, ms, rising, and what was due between. */
export function matchPixels(
  { startedAt, perSecond, stations, messages }: StationLoad,
  drawn: DrawnNumbers,
): { latenciesMs: number[]; expected: number } {
  const latenciesMs: number[] = [];
  let expected = 0;
  for (const [id, numbers] of Object.entries(drawn)) {
    const station = Number(id.slice(id.lastIndexOf("-") + 1));
    const [first, last] = [numbers[0], numbers.at(-1)];
    if (!first || !last) continue;
    // The number that stood there when watching began was drawn before.
    expected += last[0] - first[0];
    for (const [number, drawnAt] of numbers.slice(1)) {
      const n = number * stations + station;
      if (n >= messages || roundOf(n, stations) !== number) continue;
      latenciesMs.push(drawnAt - (startedAt + (n * 1_000) / perSecond));
    }
  }
  return { latenciesMs: latenciesMs.sort((a, b) => a - b), expected };
}
