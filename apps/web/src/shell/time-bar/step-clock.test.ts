import { describe, expect, it } from "vitest";
import {
  allOnsets,
  type ClockNow,
  findOnset,
  instantToShow,
  jumpClock,
  nextSpeed,
  playOrPause,
  stepClock,
} from "./step-clock.ts";

const NOW = 1_800_000_000_000;
const MINUTE = 60_000;
const live: ClockNow = { clock: { mode: "live" }, shownAt: NOW, liveAt: NOW, newestAt: NOW - 30_000 };
const past: ClockNow = {
  ...live,
  clock: { mode: "replay", t: NOW - 60 * MINUTE, speed: 8 },
  shownAt: NOW - 60 * MINUTE,
};

describe("steps", () => {
  it("lead from live into a standing moment of the past", () => {
    expect(stepClock(live, -5)).toEqual({ mode: "replay", t: NOW - 5 * MINUTE, speed: 0 });
  });

  it("keep a running replay running", () => {
    expect(stepClock(past, 15)).toEqual({ mode: "replay", t: NOW - 45 * MINUTE, speed: 8 });
  });

  it("beyond what can be replayed are live", () => {
    const near = { ...past, shownAt: NOW - 2 * MINUTE };
    expect(stepClock(near, 5)).toEqual({ mode: "live" });
    expect(jumpClock(past, NOW + MINUTE)).toEqual({ mode: "live" });
  });
});

describe("of an hour that clocks show twice", () => {
  const hour = [NOW - 70 * MINUTE, NOW - 10 * MINUTE] as const;

  it("the time nearest to the shown moment is meant", () => {
    expect(instantToShow(hour, live)).toBe(hour[1]);
    expect(instantToShow(hour, { ...past, shownAt: NOW - 60 * MINUTE })).toBe(hour[0]);
    expect(instantToShow([], live)).toBeUndefined();
  });

  it("none is that is still to come, unless both are", () => {
    const now = { shownAt: NOW - 20 * MINUTE, liveAt: NOW - 15 * MINUTE };
    expect(instantToShow(hour, now)).toBe(hour[0]);
    expect(instantToShow([NOW, NOW + 60 * MINUTE], now)).toBe(NOW);
  });
});

it("playing stops and goes on where it stands; live it stops at the newest moment", () => {
  expect(playOrPause(past, 8)).toEqual({ mode: "replay", t: past.shownAt, speed: 0 });
  const standing = { ...past, clock: { mode: "replay" as const, t: past.shownAt, speed: 0 as const } };
  expect(playOrPause(standing, 4)).toEqual({ mode: "replay", t: past.shownAt, speed: 4 });
  expect(playOrPause(live, 4)).toEqual({ mode: "replay", t: live.newestAt, speed: 0 });
});

it("speeds go round from 1 to 60", () => {
  expect([1, 2, 30, 60].map((speed) => nextSpeed(speed as 1))).toEqual([2, 4, 60, 1]);
});

it("onsets are found before and after, never the one that is shown", () => {
  const onsets = [NOW - 50 * MINUTE, NOW - 10 * MINUTE];
  expect(findOnset(onsets, NOW, -1)).toBe(NOW - 10 * MINUTE);
  expect(findOnset(onsets, NOW - 10 * MINUTE, -1)).toBe(NOW - 50 * MINUTE);
  expect(findOnset(onsets, NOW - 50 * MINUTE, 1)).toBe(NOW - 10 * MINUTE);
  expect(findOnset(onsets, NOW, 1)).toBeNull();
});

it("a jump to an onset lands on the first full second at which it is known, from which it is found no more", () => {
  const onset = NOW - 10 * MINUTE + 300;
  const clock = jumpClock(past, onset);
  expect(clock).toEqual({ mode: "replay", t: NOW - 10 * MINUTE + 1_000, speed: 8 });
  const shownAt = NOW - 10 * MINUTE + 1_000;
  expect([findOnset([onset], shownAt, -1), findOnset([onset], shownAt, 1)]).toEqual([null, null]);
  // The next second's onset is not jumped over.
  expect(findOnset([onset, onset + 1_000], shownAt, 1)).toBe(onset + 1_000);
});

it("an onset may lie before or after the hours that the bar shows, and is called none only when there is none", () => {
  const onsets = { before: NOW - 600 * MINUTE, within: [NOW - 50 * MINUTE], after: NOW + 90 * MINUTE };
  expect(findOnset(allOnsets(onsets), NOW - 50 * MINUTE, -1)).toBe(NOW - 600 * MINUTE);
  expect(findOnset(allOnsets(onsets), NOW - 50 * MINUTE, 1)).toBe(NOW + 90 * MINUTE);
  expect(findOnset(allOnsets({ before: null, within: [], after: null }), NOW, -1)).toBeNull();
});
