import { expect, test } from "vitest";
import { ReadAhead } from "./read-ahead.ts";

const T = 1_000_000;
const NOW = T + 3_600_000;
type Answer = ConstructorParameters<typeof ReadAhead>[1];

const nothing = { items: [], changes: [], knownToMs: 0 };
const parts = { segments: nothing, devices: nothing, figures: nothing, abnormal: nothing, vehicles: null };
const known = (knownToMs: number, resumesAt: number | null = null): Answer => ({
  window: { fromMs: T, knownToMs, ...parts },
  resumesAt,
});
const at = (now: number, speed = 1) => ({ now, speed });

test("fetches the next window when half of one is left to play, one at a time", () => {
  const ahead = new ReadAhead(T, known(T + 20_000));
  expect(ahead.next(T + 12_000, at(NOW))).toBeNull();
  expect(ahead.next(T + 13_000, at(NOW))).toEqual({ fromMs: T + 20_000, toMs: T + 35_000, stepMs: 0 });
  expect(ahead.next(T + 14_000, at(NOW))).toBeNull();
  ahead.take(known(T + 35_000), NOW);
  expect(ahead.outlook).toEqual({ knownToMs: T + 35_000, resumesAt: null, trouble: null });
  expect(ahead.next(T + 20_000, at(NOW, 60))).toEqual({
    fromMs: T + 35_000,
    toMs: T + 635_000,
    stepMs: 30_000,
  });
});

test("asks no more once it is known where the recording goes on", () => {
  const ahead = new ReadAhead(T, known(T + 20_000));
  ahead.next(T + 19_000, at(NOW));
  ahead.take(known(T + 25_000, T + 90_000), NOW);
  expect(ahead.outlook).toEqual({ knownToMs: T + 25_000, resumesAt: T + 90_000, trouble: null });
  expect(ahead.next(T + 25_000, at(NOW + 60_000))).toBeNull();
});

test("looks again now and then where nothing more is stored yet; where it stopped long ago it has ended", () => {
  const now = T + 30_000;
  const ahead = new ReadAhead(T, known(T + 20_000));
  ahead.next(T + 20_000, at(now));
  ahead.take(known(T + 20_000), now);
  expect(ahead.outlook.trouble).toBeNull();
  expect(ahead.next(T + 20_000, at(now + 1_900))).toBeNull();
  expect(ahead.next(T + 20_000, at(now + 2_000))).not.toBeNull();
  ahead.take(known(T + 20_000), now + 60_000);
  expect(ahead.outlook.trouble).toBe("ended");
});

test("after calls that failed it waits longer and longer, and forgets that once one succeeds", () => {
  const ahead = new ReadAhead(T, known(T + 20_000));
  let now = NOW;
  const waits: number[] = [];
  while (waits.length < 6) {
    const failedAt = now;
    ahead.fail("failed", now);
    while (ahead.next(T + 20_000, at(now)) === null) now += 500;
    waits.push(now - failedAt);
  }
  expect(waits).toEqual([1_000, 2_000, 4_000, 8_000, 15_000, 15_000]);
  expect(ahead.outlook).toEqual({ knownToMs: T + 20_000, resumesAt: null, trouble: "failed" });
  ahead.take(known(T + 35_000), now);
  expect(ahead.outlook.trouble).toBeNull();
  ahead.fail("failed", now);
  expect(ahead.next(T + 35_000, at(now + 1_000))).not.toBeNull();
});

test("a moment of which there is no window is missing", () => {
  const ahead = new ReadAhead(T, { window: null, resumesAt: T + 5_000 });
  expect(ahead.outlook).toEqual({ knownToMs: T, resumesAt: T + 5_000, trouble: "missing" });
});
