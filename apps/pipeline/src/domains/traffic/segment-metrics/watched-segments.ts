import { UNKNOWN_AFTER_MS } from "./congestion-tracker.ts";

/** Remembers where there was traffic lately, so that a window without any is told as such and not left out. */
export interface WatchedSegments {
  /** Notes who was active in a window; answers who was so lately but not in it. */
  quietIn(startAt: number, activeIds: readonly string[]): string[];
}

/** Creates the memory; a segment is watched until its congestion class has become unknown. */
export function createWatchedSegments(): WatchedSegments {
  const lastActiveAt = new Map<string, number>();
  return {
    quietIn(startAt, activeIds) {
      for (const id of activeIds) lastActiveAt.set(id, startAt);
      const quiet: string[] = [];
      for (const [id, activeAt] of lastActiveAt) {
        if (activeAt < startAt) quiet.push(id);
        if (startAt - activeAt > UNKNOWN_AFTER_MS) lastActiveAt.delete(id);
      }
      return quiet;
    },
  };
}
