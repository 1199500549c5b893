import { MAX_READINGS_PER_MESSAGE } from "@arterial/domain/reading";
import type { SplitStep } from "@arterial/streams/flow";
import { deadLetter, ok } from "@arterial/streams/step-result";
import type { ParsedPart } from "./taken-message.ts";

/**
 * One message to its readings: an array's elements go on one by one, each with its place in the message. One that holds
 * too many is refused as a whole.
 */
export function createSplitReadingsStep(): SplitStep<ParsedPart, ParsedPart> {
  return function splitReadings(part) {
    const { message, json, isPlain } = part;
    if (!Array.isArray(json)) return ok([part]);
    if (json.length === 0) return deadLetter("no-readings", "an empty array");
    if (json.length > MAX_READINGS_PER_MESSAGE) {
      return deadLetter(
        "too-many-readings",
        `${json.length} readings of at most ${MAX_READINGS_PER_MESSAGE}`,
      );
    }
    return ok(json.map((reading: unknown, element) => ({ message, element, json: reading, isPlain })));
  };
}
