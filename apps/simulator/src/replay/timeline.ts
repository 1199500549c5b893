import type { Clock } from "@arterial/runtime/clock";

/** When the readings of a recording are sent and what time they carry. Recorded times and `ts` in epoch ms. */
export interface Timeline {
  /** Waits until a recorded time is due. */
  waitFor(recordedMs: number, signal: AbortSignal): Promise<void>;
  tsOf(recordedMs: number): number;
}

export interface TimelineOptions {
  /** Recorded milliseconds per millisecond of the wall clock; absent sends as fast as the broker takes it. */
  speed?: number | undefined;
  /** Shifts the recording so that it is about now; absent keeps its own times. */
  shiftToNow: boolean;
  firstMs: number;
  lastMs: number;
}

/**
 * Creates the timeline of a replay. Shifted to now, the first reading is now when the replay is not faster than the
 * recording; otherwise the last one is, since readings from the future are refused.
 */
export function createTimeline(clock: Clock, options: TimelineOptions): Timeline {
  const { speed, firstMs, lastMs } = options;
  const startedAt = clock.now();
  const isFast = speed === undefined || speed > 1;
  const shiftMs = options.shiftToNow ? startedAt - (isFast ? lastMs : firstMs) : 0;
  return {
    waitFor: async (recordedMs, signal) => {
      if (speed === undefined) return;
      const waitMs = startedAt + (recordedMs - firstMs) / speed - clock.now();
      if (waitMs > 0) await clock.sleep(waitMs, signal);
    },
    tsOf: (recordedMs) => Math.round(recordedMs + shiftMs),
  };
}
