import { drop, ok, type StepResult } from "@arterial/streams/step-result";
import { readingIdentity } from "./reading-identity.ts";
import type { RepeatCache } from "./repeat-cache.ts";
import type { Arrived } from "./taken-message.ts";

/** Drops a reading that came before; the drop counts as done once the first one is safe. */
export function createDropRepeatStep(cache: RepeatCache) {
  return function dropRepeat<A extends Arrived>(part: A): StepResult<A> {
    const original = cache.claim(readingIdentity(part.observation), part.message.safe);
    return original ? drop("repeat", original) : ok(part);
  };
}
