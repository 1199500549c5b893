/**
 * The one clock of everything on the screen. Live it is the server's; in replay it stands at `t` or runs from there at
 * `speed` times the real pace. It is kept in the address as `t` (ISO 8601, UTC) and `speed`.
 */
export type ReplayClock =
  | { mode: "live" }
  | {
      mode: "replay";
      /** Moment shown when the clock was last set, epoch ms. */
      t: number;
      /** 0 stands still. */
      speed: ReplaySpeed;
    };

export const REPLAY_SPEEDS = [1, 2, 4, 8, 15, 30, 60] as const;
export type ReplaySpeed = 0 | (typeof REPLAY_SPEEDS)[number];

export const LIVE_CLOCK: ReplayClock = { mode: "live" };

function parseSpeed(text: string | null): ReplaySpeed {
  const speed = Number(text ?? 0);
  return REPLAY_SPEEDS.find((known) => known === speed) ?? 0;
}

/** Reads the clock from a query; whatever is malformed is as if it were absent. */
export function parseReplayClock(params: URLSearchParams): ReplayClock {
  const text = params.get("t");
  const t = text === null ? Number.NaN : Date.parse(text);
  if (!Number.isFinite(t) || t < 0) return LIVE_CLOCK;
  return { mode: "replay", t, speed: parseSpeed(params.get("speed")) };
}

/** Parts of a query, without `?`; empty when live. */
export function formatReplayClock(clock: ReplayClock): string[] {
  if (clock.mode === "live") return [];
  const t = new Date(clock.t).toISOString().replace(".000Z", "Z");
  return [`t=${t}`, ...(clock.speed === 0 ? [] : [`speed=${clock.speed}`])];
}
