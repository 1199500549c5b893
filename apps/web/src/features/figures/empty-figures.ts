import type { ReplayStatus } from "../../live/replay-run.ts";

/**
 * Which words stand in the place of figures: that the first are awaited, that those of the shown moment are fetched, or
 * that nothing is known of it.
 */
export function emptyFigures(
  mode: "live" | "replay",
  status: ReplayStatus,
): "waiting" | "waitingThen" | "notKnownThen" {
  if (mode === "live") return "waiting";
  return status === "loading" || status === "idle" ? "waitingThen" : "notKnownThen";
}
