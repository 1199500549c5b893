import { LIVE_CLOCK, type ReplayClock } from "@arterial/api/live/replay-clock";
import type { CityStores } from "./city-stores.ts";
import { type LoadPlayer, type RecordingHole, ReplayRun, type ReplayStatus } from "./replay-run.ts";
import { createStore, type ReadStore } from "./store.ts";

/** The one clock of the page: the server's time while live, the replayed moment otherwise. */
export interface PageClock {
  /** What the clock was set to. */
  setting: ReadStore<ReplayClock>;
  isReplay: ReadStore<boolean>;
  status: ReadStore<ReplayStatus>;
  /** The hole in the recording that a running replay has just passed over; null otherwise. */
  passedHole: ReadStore<RecordingHole | null>;
  /** Where the recording goes on after the shown moment, of which nothing was recorded, epoch ms; null otherwise. */
  resumesAt: ReadStore<number | null>;
  /** Shown time to the second, epoch ms; null before the page runs in a browser. */
  shown: ReadStore<number | null>;
  /** Server's time to the second, epoch ms, whatever is shown. */
  live: ReadStore<number | null>;
  /** Shown time, epoch ms. */
  now(): number;
  /** What leads to the shown moment: the setting, of a replay that runs from where it is now, on a full second. */
  addressed(): ReplayClock;
  /** Sets the clock. */
  set(clock: ReplayClock): void;
  /** Asks again for the moment that is shown. */
  retry(): void;
  /** Looks at the time again; called a few times a second. */
  tick(): void;
}

const SECOND_MS = 1_000;
/** The newest moment that may be replayed lies so far back: what was recorded since is not readable yet. */
export const NEWEST_REPLAY_MS = 30_000;

/** Creates the clock; `replayed` is filled by a player that is fetched with the first moment of the past. */
export function createPageClock(options: {
  serverNow: () => number;
  replayed: CityStores;
  loadPlayer?: LoadPlayer;
}): PageClock {
  const { serverNow, replayed, loadPlayer = fetchPlayer } = options;
  const setting = createStore<ReplayClock>(LIVE_CLOCK);
  const isReplay = createStore(false);
  const shown = createStore<number | null>(null);
  const live = createStore<number | null>(null);
  const run = new ReplayRun({ serverNow, replayed, loadPlayer });

  const now = (): number => (setting.get().mode === "live" ? serverNow() : run.time());

  function tick(): void {
    live.set(toSecond(serverNow()));
    // A replay that has caught up with what is recorded goes on live.
    if (run.isRunning && run.time() >= serverNow() - NEWEST_REPLAY_MS / 2) set(LIVE_CLOCK);
    run.tick();
    shown.set(toSecond(now()));
  }

  function set(clock: ReplayClock): void {
    if (clock.mode === "live") {
      setting.set(clock);
      isReplay.set(false);
      run.end();
    } else {
      const isShown = run.isAt(clock.t);
      if (!isShown) run.begin(clock.t, clock.speed);
      setting.set(isShown ? { ...clock, t: run.changeSpeed(clock.speed) } : clock);
      isReplay.set(true);
    }
    tick();
  }

  const addressed = (): ReplayClock => {
    const clock = setting.get();
    if (clock.mode === "live" || clock.speed === 0) return clock;
    return { ...clock, t: Math.max(clock.t, toSecond(now())) };
  };

  const { status, passedHole, resumesAt } = run;
  return {
    setting,
    isReplay,
    status,
    passedHole,
    resumesAt,
    shown,
    live,
    now,
    addressed,
    set,
    retry: () => run.retry(),
    tick,
  };
}

async function fetchPlayer(...given: Parameters<LoadPlayer>): ReturnType<LoadPlayer> {
  const { ReplayPlayer } = await import("./replay/replay-player.ts");
  return new ReplayPlayer(...given);
}

function toSecond(at: number): number {
  return Math.floor(at / SECOND_MS) * SECOND_MS;
}

/** The first whole second at which something that became known at `at` (epoch ms) is known: what is jumped to. */
export function firstSecondFrom(at: number): number {
  return Math.ceil(at / SECOND_MS) * SECOND_MS;
}

/**
 * The moment that verbs are asked about in a replay, epoch ms; null while live. Of a replay that stands it is the very
 * moment that it was set to; of one that runs, `shownAt` rounded down to steps of `stepMs`, but never before its start.
 */
export function askedMoment(clock: ReplayClock, shownAt: number | null, stepMs: number): number | null {
  if (clock.mode === "live") return null;
  if (clock.speed === 0 || shownAt === null) return clock.t;
  return Math.max(clock.t, Math.floor(shownAt / stepMs) * stepMs);
}
