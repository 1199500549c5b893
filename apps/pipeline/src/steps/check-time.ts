import { MAX_READING_AGE_MS, MAX_READING_AHEAD_MS } from "@arterial/domain/reading";
import { deadLetter, ok, type StepResult } from "@arterial/streams/step-result";
import type { Arrived } from "./taken-message.ts";

/** Refuses clocks that cannot be right, seen from the time of receipt. */
export function createCheckTimeStep() {
  return function checkTime<A extends Arrived>(part: A): StepResult<A> {
    const { ts } = part.observation.reading;
    const aheadMs = ts - part.message.receivedAt;
    if (aheadMs > MAX_READING_AHEAD_MS)
      return deadLetter("too-far-ahead", `${Math.round(aheadMs / 1_000)} s`);
    if (-aheadMs > MAX_READING_AGE_MS) return deadLetter("too-old", `${Math.round(-aheadMs / 1_000)} s`);
    return ok(part);
  };
}
