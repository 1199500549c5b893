/** The server's clock as seen from here, and how far a local clock is from it. */
export interface ServerClock {
  /** Takes the server's time as it arrived, both epoch ms. */
  note(serverAt: number, receivedAt: number): void;
  /** The server's time now, epoch ms, from the local clock's `localNow`. */
  toServer(localNow: number): number;
  /** Server minus local, ms; 0 before the first note. */
  skewMs(): number;
}

const KEPT_SAMPLES = 30;

/**
 * Every arriving time stamp is late by the time it travelled, so the largest difference of the last samples is the one
 * that travelled fastest and the best estimate of the skew.
 */
export function createServerClock(keptSamples: number = KEPT_SAMPLES): ServerClock {
  const differences: number[] = [];
  let skewMs = 0;
  return {
    note(serverAt, receivedAt) {
      differences.push(serverAt - receivedAt);
      if (differences.length > keptSamples) differences.shift();
      skewMs = Math.max(...differences);
    },
    toServer: (localNow) => localNow + skewMs,
    skewMs: () => skewMs,
  };
}

/** Milliseconds that only grow, whatever somebody does to this machine's clock; near epoch ms at the page's start. */
export function steadyNow(): number {
  return performance.timeOrigin + performance.now();
}
