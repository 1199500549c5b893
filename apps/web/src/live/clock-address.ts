import { formatReplayClock, type ReplayClock } from "@arterial/api/live/replay-clock";

const CLOCK_PARTS = ["t=", "speed="];

/** An address's query with another clock in it: the rest stays as it is, `?` included. */
export function withClock(search: string, clock: ReplayClock): string {
  const others = search
    .replace(/^\?/, "")
    .split("&")
    .filter((part) => part !== "" && !CLOCK_PARTS.some((name) => part.startsWith(name)));
  const parts = [...others, ...formatReplayClock(clock)];
  return parts.length === 0 ? "" : `?${parts.join("&")}`;
}

/**
 * Whether a clock that stands in an address is one that this replay has written while it ran, so that going back to it in
 * the browser's history leaves the replay running.
 */
export function isOfRun(addressed: ReplayClock, run: { setting: ReplayClock; shownAt: number }): boolean {
  const { setting, shownAt } = run;
  if (addressed.mode === "live" || setting.mode === "live") return addressed.mode === setting.mode;
  if (addressed.speed !== setting.speed) return false;
  return addressed.t >= setting.t && addressed.t <= Math.max(setting.t, shownAt);
}
