/** How long tests wait for what happens by itself, ms: at once on a quiet machine, seconds later on a busy one. */
export const WAIT = { timeout: 10_000, interval: 5 } as const;
