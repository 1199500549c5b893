import type { Observation } from "@arterial/domain/observation";
import { ok, type StepResult } from "@arterial/streams/step-result";
import type { Arrived } from "./taken-message.ts";

/** Marks a reading that came too late for every window: it goes on and is stored so. */
export function createMarkLateStep(lateness: { take(observation: Observation): boolean }) {
  return function markLate<A extends Arrived>(part: A): StepResult<A> {
    if (!lateness.take(part.observation)) return ok(part);
    return ok({ ...part, observation: { ...part.observation, isLate: true } });
  };
}
