import { setTimeout as wait } from "node:timers/promises";

const LOOK_EVERY_MS = 5;

/** Waits until something is so, and says whether it was within `withinMs`. */
export async function comesTrue(
  isSo: () => boolean | Promise<boolean>,
  withinMs: number,
  everyMs = LOOK_EVERY_MS,
): Promise<boolean> {
  const endsAt = performance.now() + withinMs;
  while (!(await isSo())) {
    if (performance.now() > endsAt) return false;
    await wait(everyMs);
  }
  return true;
}

/**
 * Waits until something is so.
 * @throws when it is not within `withinMs`: a fault that did not strike proves nothing.
 */
export async function until(
  isSo: () => boolean | Promise<boolean>,
  { withinMs, what }: { withinMs: number; what: string },
): Promise<void> {
  if (!(await comesTrue(isSo, withinMs))) throw new Error(`waited ${withinMs / 1_000} s in vain for ${what}`);
}
