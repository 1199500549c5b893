import { expect, it } from "vitest";
import { worstAqi } from "../../packages/domain/src/air/aqi.ts";
import { FLOOD_UG_M3, numberOf, ROUNDS } from "../load/air-stations.ts";
import { matchPixels } from "./match-pixels.ts";

const LOAD = { startedAt: 1_000, perSecond: 2, stations: 4, messages: 16, addedUgM3: 0 };
/** Above this a station is on the list of what is abnormal. */
const MODERATE = 100;

it("counts from when a reading was due, leaves out what stood there before, and tells how many were due", () => {
  // Station 1 is due at 1500, 3500, 5500 and 7500.
  const drawn = {
    "bench-air-1": [
      [0, 1_600],
      [1, 3_800],
      [3, 7_600],
    ] as [number, number][],
  };
  expect(matchPixels(LOAD, drawn)).toEqual({ latenciesMs: [100, 300], expected: 3 });
});

it("goes on where the numbers begin again, also from what is added to them", () => {
  const messages = 4 * 3 * ROUNDS;
  const dueAt = (round: number) => 1_500 + round * 2_000;
  const last = 2 * ROUNDS + 1;
  const drawn = (added: number) => ({
    "bench-air-1": [
      [added + ROUNDS - 2, dueAt(ROUNDS - 2) + 100],
      [added + ROUNDS - 1, dueAt(ROUNDS - 1) + 200],
      [added, dueAt(ROUNDS) + 300],
      // A whole turn of numbers was not drawn.
      [added + 1, dueAt(last) + 400],
    ] as [number, number][],
  });
  const expected = { latenciesMs: [200, 300, 400], expected: last - (ROUNDS - 2) };
  expect(matchPixels({ ...LOAD, messages }, drawn(0))).toEqual(expected);
  expect(matchPixels({ ...LOAD, messages, addedUgM3: 200 }, drawn(200))).toEqual(expected);
});

it("sends what makes the air bad nowhere, and everywhere where that is asked for", () => {
  const numbers = Array.from({ length: 4 * 2 * ROUNDS }, (_, n) => numberOf(n, 4));
  const indexOf = (pm25: number) => worstAqi({ pm25_24h: pm25 })?.index ?? Number.NaN;
  expect(Math.max(...numbers.map(indexOf))).toBeLessThanOrEqual(MODERATE);
  expect(Math.min(...numbers.map((number) => indexOf(FLOOD_UG_M3 + number)))).toBeGreaterThan(2 * MODERATE);
});
