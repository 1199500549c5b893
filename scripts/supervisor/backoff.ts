const FIRST_MS = 1_000;
const LONGEST_MS = 30_000;
const HEALTHY_AFTER_MS = 60_000;

/** How long to wait before a part is started again. */
export interface Backoff {
  /** Milliseconds to wait after a part ended that had run for `ranMs`: 1 s, doubling to 30 s; a healthy run resets it. */
  readonly next: (ranMs: number) => number;
}

/** Creates the waiting times of one part. */
export function createBackoff(): Backoff {
  let failures = 0;
  return {
    next: (ranMs) => {
      failures = ranMs >= HEALTHY_AFTER_MS ? 1 : failures + 1;
      return Math.min(FIRST_MS * 2 ** (failures - 1), LONGEST_MS);
    },
  };
}
