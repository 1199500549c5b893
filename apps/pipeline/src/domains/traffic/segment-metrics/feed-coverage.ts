import { MAX_GAP_MS } from "./apportion.ts";

/** For how much of each window vehicles reported at all, so that a gap in the feed is not taken for an empty city. */
export interface FeedCoverage {
  observe(eventAt: number): void;
  /** Time within [startAt, startAt + sizeMs) that is covered, ms; both are multiples of a minute. */
  coveredMs(startAt: number, sizeMs: number): number;
  forgetBefore(eventAt: number): void;
}

const MINUTE_MS = 60_000;

/** Creates the record of a feed: it was alive between two readings that are no further apart than a track's gap. */
export function createFeedCoverage(): FeedCoverage {
  const minutes = new Map<number, number>();
  let newestAt = Number.NaN;

  function cover(fromAt: number, toAt: number): void {
    for (let minute = Math.floor(fromAt / MINUTE_MS); minute * MINUTE_MS < toAt; minute += 1) {
      const startAt = minute * MINUTE_MS;
      const coveredMs = Math.min(toAt, startAt + MINUTE_MS) - Math.max(fromAt, startAt);
      minutes.set(startAt, (minutes.get(startAt) ?? 0) + coveredMs);
    }
  }

  return {
    observe(eventAt) {
      if (eventAt <= newestAt) return;
      if (eventAt - newestAt <= MAX_GAP_MS) cover(newestAt, eventAt);
      newestAt = eventAt;
    },
    coveredMs(startAt, sizeMs) {
      let total = 0;
      for (let at = startAt; at < startAt + sizeMs; at += MINUTE_MS) total += minutes.get(at) ?? 0;
      return total;
    },
    forgetBefore(eventAt) {
      for (const startAt of minutes.keys()) if (startAt + MINUTE_MS < eventAt) minutes.delete(startAt);
    },
  };
}
