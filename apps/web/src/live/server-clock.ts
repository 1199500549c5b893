/** The server's clock as seen from here, and how far this machine's own clock is from it. */
export interface ServerClock {
  /** Takes the server's time as it arrived, both epoch ms. */
  note(serverAt: number, receivedAt: number): void;
  /** The server's time now, epoch ms, from this machine's `localNow`. */
  toServer(localNow: number): number;
  /** Server minus this machine, ms; 0 before the first note. */
  skewMs(): number;
}

const KEPT_SAMPLES = 30;

/**
 * Every arriving time stamp is late by the time it travelled, so the largest difference of the last half minute is the
 * one that travelled fastest and the best estimate of the skew.
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
  };
}
