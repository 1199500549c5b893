/** Counts failures by key and tells when a key has had too many. */
export interface RateLimiter {
  /** Seconds until the key may try again; 0 when it may now. */
  retryAfterS: (key: string) => number;
  /** Counts a failure; `limit` is the key's own, where it is another than the limiter's. */
  recordFailure: (key: string, limit?: FailureLimit) => void;
  /** Takes one failure back: it turned out to be none. */
  takeBack: (key: string) => void;
  /** Forgets a key's failures. */
  reset: (key: string) => void;
}

/** How often a key may fail. */
export interface FailureLimit {
  /** Failures that a key may have in one window. */
  limit: number;
  windowMs: number;
}

export interface RateLimiterOptions extends FailureLimit {
  now: () => number;
  /** Keys remembered at most; the ones that came first are forgotten first. */
  maxKeys?: number;
}

interface Failures extends FailureLimit {
  count: number;
  firstAt: number;
}

/** More than an hour of checking passwords without a pause can bring: nobody's failures are pushed out by others. */
const MAX_KEYS = 100_000;

/** A rate limiter in memory, bounded in size. A window begins with a key's first failure. */
export function createRateLimiter(options: RateLimiterOptions): RateLimiter {
  const { now, maxKeys = MAX_KEYS } = options;
  const failures = new Map<string, Failures>();

  function current(key: string): Failures | undefined {
    const entry = failures.get(key);
    if (entry !== undefined && now() - entry.firstAt < entry.windowMs) return entry;
    failures.delete(key);
    return undefined;
  }

  return {
    retryAfterS(key) {
      const entry = current(key);
      if (entry === undefined || entry.count < entry.limit) return 0;
      return Math.max(1, Math.ceil((entry.firstAt + entry.windowMs - now()) / 1000));
    },
    recordFailure(key, { limit, windowMs } = options) {
      const entry = current(key);
      if (entry !== undefined) {
        entry.count += 1;
        return;
      }
      const [oldest] = failures.keys();
      if (failures.size >= maxKeys && oldest !== undefined) failures.delete(oldest);
      failures.set(key, { count: 1, firstAt: now(), limit, windowMs });
    },
    takeBack(key) {
      const entry = current(key);
      if (entry !== undefined) entry.count = Math.max(0, entry.count - 1);
    },
    reset(key) {
      failures.delete(key);
    },
  };
}
