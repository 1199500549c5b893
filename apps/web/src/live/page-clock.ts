import { LIVE_CLOCK, type ReplayClock } from "@arterial/api/live/replay-clock";
import type { CityStores } from "./city-stores.ts";
import { createStore, type ReadStore } from "./store.ts";

/** How the replay is doing. */
export type ReplayStatus = "idle" | "loading" | "ready" | "missing" | "failed" | "forbidden";

/** The one clock of the page: the server's time while live, the replayed moment otherwise. */
export interface PageClock {
  /** What the clock was set to. */
  setting: ReadStore<ReplayClock>;
  isReplay: ReadStore<boolean>;
  status: ReadStore<ReplayStatus>;
  /** Shown time to the second, epoch ms; null before the page runs in a browser. */
  shown: ReadStore<number | null>;
  /** Server's time to the second, epoch ms, whatever is shown. */
  live: ReadStore<number | null>;
  /** Shown time, epoch ms. */
  now(): number;
  /** Sets the clock. */
  set(clock: ReplayClock): void;
  /** Asks again for the moment that is set. */
  retry(): void;
  /** Looks at the time again; called a few times a second. */
  tick(): void;
}

/** What fills the replayed city. */
interface Player {
  seek(t: number): Promise<ReplayStatus>;
  advance(t: number, speed: number): void;
}

const SECOND_MS = 1_000;
/** The newest moment that may be replayed lies so far back: what was recorded since is not readable yet. */
export const NEWEST_REPLAY_MS = 30_000;

/** Creates the clock; `replayed` is filled by a player that is fetched with the first moment of the past. */
export function createPageClock(options: {
  serverNow: () => number;
  replayed: CityStores;
  loadPlayer?: (replayed: CityStores) => Promise<Player>;
}): PageClock {
  const { serverNow, replayed, loadPlayer = fetchPlayer } = options;
  const setting = createStore<ReplayClock>(LIVE_CLOCK);
  const isReplay = createStore(false);
  const status = createStore<ReplayStatus>("idle");
  const shown = createStore<number | null>(null);
  const live = createStore<number | null>(null);
  let setAt = 0;
  let player: Promise<Player> | undefined;

  function replayedTime(): number {
    const clock = setting.get();
    if (clock.mode === "live") return serverNow();
    // While the moment is being fetched the clock waits for it.
    const ranMs = status.get() === "ready" ? (serverNow() - setAt) * clock.speed : 0;
    return Math.min(clock.t + ranMs, serverNow());
  }

  async function load(): Promise<void> {
    const asked = setting.get();
    if (asked.mode === "live") return;
    player ??= loadPlayer(replayed);
    const result = await (await player).seek(asked.t);
    if (setting.get() !== asked) return;
    setAt = serverNow();
    status.set(result);
    tick();
  }

  function tick(): void {
    const now = serverNow();
    live.set(toSecond(now));
    const clock = setting.get();
    const isRunning = clock.mode === "replay" && clock.speed > 0 && status.get() === "ready";
    // A replay that has caught up with what is recorded goes on live.
    if (isRunning && replayedTime() >= now - NEWEST_REPLAY_MS / 2) {
      set(LIVE_CLOCK);
      return;
    }
    shown.set(toSecond(replayedTime()));
    if (isRunning) void player?.then((made) => made.advance(replayedTime(), clock.speed));
  }

  function set(clock: ReplayClock): void {
    const wasReady = status.get() === "ready";
    const held = setting.get();
    const isSameMoment =
      wasReady &&
      clock.mode === "replay" &&
      held.mode === "replay" &&
      Math.abs(clock.t - replayedTime()) < SECOND_MS;
    setting.set(clock);
    isReplay.set(clock.mode === "replay");
    setAt = serverNow();
    if (!isSameMoment) {
      status.set(clock.mode === "replay" ? "loading" : "idle");
      void load();
    }
    tick();
  }

  function retry(): void {
    status.set("loading");
    void load();
  }

  return { setting, isReplay, status, shown, live, now: replayedTime, set, retry, tick };
}

/** Only who looks at the past needs the player. */
async function fetchPlayer(replayed: CityStores): Promise<Player> {
  const { ReplayPlayer } = await import("./replay/replay-player.ts");
  return new ReplayPlayer(replayed);
}

function toSecond(at: number): number {
  return Math.floor(at / SECOND_MS) * SECOND_MS;
}
