import { ROUNDS } from "../load/air-stations.ts";
import type { DrawnNumbers } from "./watch-pixels.ts";

/** A steady load of stations that send in turn. */
export interface StationLoad {
  /** When the first message was due, epoch ms. */
  startedAt: number;
  perSecond: number;
  stations: number;
  messages: number;
  /** What is added to the number of each message, µg/m³. */
  addedUgM3: number;
}

/** The round of the newest message due by a time that carries a number; the numbers begin again after some rounds. */
function roundOf(number: number, station: number, { at, load }: { at: number; load: StationLoad }): number {
  const { startedAt, perSecond, stations, addedUgM3 } = load;
  const sentByThen = Math.floor(((at - startedAt) * perSecond) / 1_000);
  const newest = Math.floor((sentByThen - station) / stations);
  const behind = (((newest - (number - addedUgM3)) % ROUNDS) + ROUNDS) % ROUNDS;
  return newest - behind;
}

/** From when each reading that was drawn by itself was due until it was drawn, ms, rising, and what was due between. */
export function matchPixels(
  load: StationLoad,
  drawn: DrawnNumbers,
): { latenciesMs: number[]; expected: number } {
  const { startedAt, perSecond, stations, messages } = load;
  const latenciesMs: number[] = [];
  let expected = 0;
  for (const [id, numbers] of Object.entries(drawn)) {
    const station = Number(id.slice(id.lastIndexOf("-") + 1));
    const rounds = numbers.map(([number, at]) => ({ at, round: roundOf(number, station, { at, load }) }));
    const [first, last] = [rounds[0], rounds.at(-1)];
    if (!first || !last) continue;
    // The number that stood there when watching began was drawn before.
    expected += last.round - first.round;
    for (const { at, round } of rounds.slice(1)) {
      const n = round * stations + station;
      if (n < 0 || n >= messages) continue;
      latenciesMs.push(at - (startedAt + (n * 1_000) / perSecond));
    }
  }
  return { latenciesMs: latenciesMs.sort((a, b) => a - b), expected };
}
