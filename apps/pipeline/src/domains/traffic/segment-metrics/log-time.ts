import type { SegmentMetric } from "@arterial/domain/traffic/segment-metric";

const STEP_MS = 1_000;

/** Lets the time of the log pass for an operator, second by second. */
export interface LogTime {
  /** Closes every window that was due by `toMs`; resolves when they are published. Time never goes back. */
  passTo(toMs: number): Promise<void>;
}

/**
 * Windows close by the time at which records were appended, not by when they are read: read again after a crash, or late,
 * the same records give the same windows.
 */
export function createLogTime(options: {
  advance: (nowMs: number) => SegmentMetric[];
  publish: (closed: readonly SegmentMetric[]) => Promise<void>;
}): LogTime {
  let nextAt: number | undefined;
  return {
    passTo: async (toMs) => {
      nextAt ??= Math.floor(toMs / STEP_MS) * STEP_MS;
      while (nextAt <= toMs) {
        const closed = options.advance(nextAt);
        nextAt += STEP_MS;
        if (closed.length > 0) await options.publish(closed);
      }
    },
  };
}
