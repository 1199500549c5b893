import type { ConnectionState } from "../live/connection-state.ts";

/** What the map does while the band over the page says that something is wrong with the line. */
export type MapMeanwhile = "frozen" | "replayed" | null;

/** A lost line freezes the live map, and leaves a replay with what was fetched of it; another trouble leaves the map as it is. */
export function mapMeanwhile(isReplay: boolean, status: ConnectionState["status"]): MapMeanwhile {
  if (status !== "lost") return null;
  return isReplay ? "replayed" : "frozen";
}
