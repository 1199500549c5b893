/** Counts failures by key and tells when a key has had too many. */
export interface RateLimiter {
  /** Seconds until the key may try again; 0 when it may now. */
  retryAfterS: (key: string) => number;
  recordFailure: (key: string) => void;
  /** Takes one failure back: it turned out to be none. */
  takeBack: (key: string) => void;
  /** Forgets a key's failures. */
  reset: (key: string) => void;
}

export interface RateLimiterOptions {
  /** Failures that a key may have in one window. */
  limit: number;
  windowMs: number;
  now: () => number;
  /** Keys remembered at most; the ones that came first are forgotten first. */
  maxKeys?: number;
}

interface Failures {
  count: number;
  firstAt: number;
}

/** A rate limiter in memory, bounded in size. A window begins with a key's first failure. */
export function createRateLimiter(options: RateLimiterOptions): RateLimiter {
  const { limit, windowMs, now, maxKeys = 10_000 } = options;
  const failures = new Map<string, Failures>();

  function current(key: string): Failures | undefined {
    const entry = failures.get(key);
    if (entry !== undefined && now() - entry.firstAt < windowMs) return entry;
    failures.delete(key);
    return undefined;
  }

  return {
    retryAfterS(key) {
      const entry = current(key);
      if (entry === undefined || entry.count < limit) return 0;
      return Math.max(1, Math.ceil((entry.firstAt + windowMs - now()) / 1000));
    },
    recordFailure(key) {
      const entry = current(key);
      if (entry !== undefined) {
        entry.count += 1;
        return;
      }
      const [oldest] = failures.keys();
      if (failures.size >= maxKeys && oldest !== undefined) failures.delete(oldest);
      failures.set(key, { count: 1, firstAt: now() });
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
