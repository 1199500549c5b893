/** The server's clock as seen from here, and how far a local clock is from it. */
export interface ServerClock {
  /** Takes the server's time as it arrived, both epoch ms. */
  note(serverAt: number, receivedAt: number): void;
  /** The server's time now, epoch ms, from the local clock's `localNow`. */
  toServer(localNow: number): number;
  /** Server minus local, ms; 0 before the first note. */
  skewMs(): number;
  /** Enough notes were taken that hardly all of them were held up, by the network or by this page's own work. */
  isSettled(): boolean;
}

const KEPT_SAMPLES = 30;
const SETTLED_SAMPLES = 3;

/**
 * Every arriving time stamp is late by the time it travelled, so the largest difference of the last samples is the one
 * that travelled fastest and the best estimate of the skew.
 */
export function createServerClock(): ServerClock {
  const differences: number[] = [];
  let skewMs = 0;
  return {
    note(serverAt, receivedAt) {
      differences.push(serverAt - receivedAt);
      if (differences.length > KEPT_SAMPLES) differences.shift();
      skewMs = Math.max(...differences);
    },
    toServer: (localNow) => localNow + skewMs,
    skewMs: () => skewMs,
    isSettled: () => differences.length >= SETTLED_SAMPLES,
  };
}

/** Milliseconds that only grow, whatever somebody does to this machine's clock; near epoch ms at the page's start. */
export function steadyNow(): number {
  return performance.timeOrigin + performance.now();
}
