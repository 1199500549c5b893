import {
  LIVE_CLOCK,
  REPLAY_SPEEDS,
  type ReplayClock,
  type ReplaySpeed,
} from "@arterial/api/live/replay-clock";
import { firstSecondFrom } from "../../live/page-clock.ts";

/** When something came on the list, epoch ms: within some hours, and the nearest before and after them. */
export interface Onsets {
  before: number | null;
  within: readonly number[];
  after: number | null;
}

const MINUTE_MS = 60_000;

/** Steps of the time bar, minutes. */
export const BACK_STEPS = [15, 5, 1] as const;
export const AHEAD_STEPS = [1, 5, 15] as const;

/** What the clock is about to be set from. */
export interface ClockNow {
  clock: ReplayClock;
  /** Shown time, epoch ms. */
  shownAt: number;
  /** Server's time, epoch ms. */
  liveAt: number;
  /** The newest moment that can be replayed, epoch ms. */
  newestAt: number;
}

/** The clock some minutes away. Ahead of what can be replayed is live; a running replay goes on running. */
export function stepClock({ clock, shownAt, newestAt }: ClockNow, minutes: number): ReplayClock {
  const t = shownAt + minutes * MINUTE_MS;
  if (minutes > 0 && t > newestAt) return LIVE_CLOCK;
  return { mode: "replay", t: Math.min(t, newestAt), speed: clock.mode === "replay" ? clock.speed : 0 };
}

/** The clock at a moment that somebody chose, on a full second: what became known at that moment is known there. */
export function jumpClock({ clock, newestAt }: ClockNow, at: number): ReplayClock {
  const t = firstSecondFrom(at);
  if (t > newestAt) return LIVE_CLOCK;
  return { mode: "replay", t, speed: clock.mode === "replay" ? clock.speed : 0 };
}

/** Of instants that clocks show alike the one nearest to the shown moment, of those that are not still to come if any. */
export function instantToShow(
  instants: readonly number[],
  { shownAt, liveAt }: Pick<ClockNow, "shownAt" | "liveAt">,
): number | undefined {
  const past = instants.filter((at) => at <= liveAt);
  const distance = (at: number) => Math.abs(at - shownAt);
  return (past.length > 0 ? past : instants).toSorted((a, b) => distance(a) - distance(b))[0];
}

/** Plays a standing replay at `speed`, and stops a running one; live it stops at the newest moment. */
export function playOrPause({ clock, shownAt, newestAt }: ClockNow, speed: ReplaySpeed): ReplayClock {
  if (clock.mode === "live") return { mode: "replay", t: newestAt, speed: 0 };
  return { mode: "replay", t: shownAt, speed: clock.speed === 0 ? speed : 0 };
}

/** The speed after this one; after the fastest comes the slowest. */
export function nextSpeed(speed: ReplaySpeed): ReplaySpeed {
  const speeds: readonly ReplaySpeed[] = REPLAY_SPEEDS;
  return speeds[(speeds.indexOf(speed) + 1) % speeds.length] ?? 1;
}

/** Every onset that is known, oldest first: those of the bar's hours and the nearest on both sides of them. */
export function allOnsets({ before, within, after }: Onsets): number[] {
  return [before, ...within, after].filter((at) => at !== null);
}

/** The onset before or after the shown moment, by the second that a jump to it shows; null when there is none. */
export function findOnset(onsets: readonly number[], shownAt: number, direction: -1 | 1): number | null {
  const found =
    direction === -1
      ? onsets.filter((at) => firstSecondFrom(at) < shownAt).sort((a, b) => b - a)
      : onsets.filter((at) => firstSecondFrom(at) > shownAt).sort((a, b) => a - b);
  return found[0] ?? null;
}
