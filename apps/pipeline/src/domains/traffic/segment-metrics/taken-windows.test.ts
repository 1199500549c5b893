import { expect, it } from "vitest";
import { STRAIGHT_ROAD } from "./straight-road.fixture.ts";
import { createTakenWindows } from "./taken-windows.ts";

const MINUTE = 60_000;
const NOON = Date.parse("2026-07-01T12:00:00Z");
const DAY = 24 * 60 * MINUTE;

/** `a` stays as it is, `b` is another street, `e` is new. */
const OTHER_ROAD = STRAIGHT_ROAD.map((segment) =>
  segment.id === "b"
    ? { ...segment, lengthM: 400 }
    : { ...segment, id: segment.id === "d" ? "e" : segment.id },
);

it("are at first those before the first window, of all segments", () => {
  const { isTaken } = createTakenWindows(NOON);
  expect([isTaken("a", NOON - MINUTE), isTaken("a", NOON)]).toEqual([true, false]);
});

it("are with another network those that had begun, earlier ones only of segments that stay", () => {
  const taken = createTakenWindows(NOON - 5 * MINUTE);
  // Readings until 12:06; the five minutes from noon on are in grace.
  taken.followCity(STRAIGHT_ROAD, OTHER_ROAD, NOON + 6 * MINUTE);
  const takenOf = (id: string) =>
    [-DAY, -MINUTE, 0, 9 * MINUTE, 10 * MINUTE].map((ms) => taken.isTaken(id, NOON + ms));
  expect(takenOf("a")).toEqual([true, true, true, true, false]);
  for (const id of ["b", "e"]) expect(takenOf(id)).toEqual([false, false, true, true, false]);
});

it("stay what they are when a third network comes before any reading of the second", () => {
  const taken = createTakenWindows();
  taken.followCity(STRAIGHT_ROAD, OTHER_ROAD, NOON + 6 * MINUTE);
  taken.followCity(OTHER_ROAD, STRAIGHT_ROAD, Number.NEGATIVE_INFINITY);
  expect(["a", "b"].map((id) => taken.isTaken(id, NOON + 9 * MINUTE))).toEqual([true, true]);
  expect(["a", "b"].map((id) => taken.isTaken(id, NOON + 10 * MINUTE))).toEqual([false, false]);
});

it("are none when the first city comes", () => {
  const taken = createTakenWindows();
  taken.followCity([], STRAIGHT_ROAD, NOON);
  expect(taken.isTaken("a", NOON)).toBe(false);
});
