import { expect, test } from "vitest";
import { createServerClock } from "./server-clock.ts";

test("the clock follows the server by the time stamp that travelled fastest", () => {
  const clock = createServerClock();
  clock.note(10_000, 4_300);
  clock.note(11_000, 5_040);
  clock.note(12_000, 6_900);
  expect(clock.skewMs()).toBe(5_960);
  expect(clock.toServer(7_000)).toBe(12_960);
});

test("an old estimate is forgotten after half a minute of beats", () => {
  const clock = createServerClock();
  clock.note(100_000, 0);
  for (let beat = 0; beat < 30; beat += 1) clock.note(beat * 1_000 - 20, beat * 1_000);
  expect(clock.skewMs()).toBe(-20);
});

test("one beat that was held up does not move it, and the first ones are not relied on", () => {
  const clock = createServerClock();
  clock.note(10_000, 13_000);
  clock.note(11_000, 13_100);
  expect(clock.isSettled()).toBe(false);
  clock.note(12_000, 12_010);
  clock.note(13_000, 16_000);
  expect(clock.isSettled()).toBe(true);
  expect(clock.skewMs()).toBe(-10);
});
