import type { Clock } from "@arterial/runtime/clock";

/** Seconds missed by a pause of the process are made up for up to this many, and left out beyond. */
const MAX_CATCH_UP_S = 10;

/**
 * Yields each full second of the wall clock, epoch ms, when it is due, until the signal is aborted. After a short pause
 * of the process the missed seconds follow at once; after a long one, or when the clock was set, it goes on from now.
 */
export async function* secondTicks(clock: Clock, signal: AbortSignal): AsyncGenerator<number> {
  let dueAt = Math.ceil(clock.now() / 1000) * 1000;
  while (!signal.aborted) {
    const now = clock.now();
    if (now - dueAt > MAX_CATCH_UP_S * 1000 || dueAt - now > 2000) dueAt = Math.ceil(now / 1000) * 1000;
    if (dueAt > now) await clock.sleep(dueAt - now, signal);
    if (signal.aborted) return;
    yield dueAt;
    dueAt += 1000;
  }
}
