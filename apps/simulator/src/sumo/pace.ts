import type { Clock } from "@arterial/runtime/clock";

/** Keeps simulated time in step with the wall clock. Simulated times in s, `ts` in epoch ms. */
export interface Pace {
  /** Waits until a simulated time is due; false when it was overdue by so much that the rest was put off. */
  waitFor(simulatedS: number, signal: AbortSignal): Promise<boolean>;
  /** Time that readings of a simulated time carry. */
  tsOf(simulatedS: number): number;
}

/** A simulation that is slower than asked is put off by what it lacks beyond this, so that it never has to race. */
const LONGEST_LAG_MS = 2_000;

/**
 * Creates the pace of a run.
 * - With `startAtMs`, readings carry simulated time counted from there, at any speed.
 * - Slower than the wall clock, they carry simulated time counted from the start of the run.
 * - Otherwise they carry the wall clock's time at which the step is due: at 1× that is the same; faster, simulated time
 *   would run into the future, which the pipeline refuses.
 */
export function createPace(
  clock: Clock,
  options: { speed: number; beginS: number; startAtMs?: number | undefined },
): Pace {
  const { speed, beginS } = options;
  const startedAt = Math.ceil(clock.now() / 1000) * 1000;
  const anchorMs = options.startAtMs ?? (speed < 1 ? startedAt : undefined);
  let putOffMs = 0;
  const dueAt = (simulatedS: number) => startedAt + putOffMs + ((simulatedS - beginS) * 1000) / speed;
  return {
    waitFor: async (simulatedS, signal) => {
      const lagMs = clock.now() - dueAt(simulatedS);
      if (lagMs < 0) await clock.sleep(-lagMs, signal);
      if (lagMs <= LONGEST_LAG_MS) return true;
      putOffMs += lagMs;
      return false;
    },
    tsOf: (simulatedS) =>
      Math.round(anchorMs === undefined ? dueAt(simulatedS) : anchorMs + (simulatedS - beginS) * 1000),
  };
}
