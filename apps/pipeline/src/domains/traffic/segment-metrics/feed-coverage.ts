import { MAX_GAP_MS } from "./apportion.ts";

/** For how much of each window vehicles reported at all, so that a gap in the feed is not taken for an empty city. */
export interface FeedCoverage {
  observe(eventAt: number): void;
  /** Time within [startAt, startAt + sizeMs) that is covered, ms; both are multiples of a minute. */
  coveredMs(startAt: number, sizeMs: number): number;
  forgetBefore(eventAt: number): void;
}

const SECOND_MS = 1_000;

/** First and last reading within one second of event time; what lies between is always covered. */
interface Span {
  firstAt: number;
  lastAt: number;
}

/**
 * Creates the record of a feed: it was alive between two readings that are no further apart than a track's gap. The
 * order in which readings come makes no difference.
 */
export function createFeedCoverage(): FeedCoverage {
  const seconds = new Map<number, Span>();
  /** Answers since the last reading: every window of one closing asks the same. */
  const answers = new Map<string, number>();

  function coveredWithin(fromAt: number, toAt: number): number {
    let covered = 0;
    let before = Number.NEGATIVE_INFINITY;
    const cover = (from: number, to: number) => {
      covered += Math.max(0, Math.min(to, toAt) - Math.max(from, fromAt));
    };
    const first = Math.floor((fromAt - MAX_GAP_MS) / SECOND_MS);
    const last = Math.floor((toAt + MAX_GAP_MS) / SECOND_MS);
    for (let second = first; second <= last; second += 1) {
      const span = seconds.get(second);
      if (!span) continue;
      if (span.firstAt - before <= MAX_GAP_MS) cover(before, span.firstAt);
      cover(span.firstAt, span.lastAt);
      before = span.lastAt;
    }
    return covered;
  }

  return {
    observe(eventAt) {
      answers.clear();
      const second = Math.floor(eventAt / SECOND_MS);
      const span = seconds.get(second);
      if (!span) seconds.set(second, { firstAt: eventAt, lastAt: eventAt });
      else if (eventAt < span.firstAt) span.firstAt = eventAt;
      else if (eventAt > span.lastAt) span.lastAt = eventAt;
    },
    coveredMs(startAt, sizeMs) {
      const key = `${startAt} ${sizeMs}`;
      const covered = answers.get(key) ?? coveredWithin(startAt, startAt + sizeMs);
      answers.set(key, covered);
      return covered;
    },
    forgetBefore(eventAt) {
      answers.clear();
      for (const second of seconds.keys()) {
        if ((second + 1) * SECOND_MS < eventAt) seconds.delete(second);
      }
    },
  };
}
