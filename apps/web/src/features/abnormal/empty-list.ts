import type { ConnectionState } from "../../live/connection-state.ts";

/**
 * Which words stand in the place of a live list without rows: that nothing is abnormal, that it is not known while nothing
 * arrives, or that the first list is awaited.
 */
export function emptyList(
  isKnown: boolean,
  status: ConnectionState["status"],
): "nothing" | "notKnownLost" | "waiting" {
  if (status === "lost") return "notKnownLost";
  return isKnown && status === "live" ? "nothing" : "waiting";
}
