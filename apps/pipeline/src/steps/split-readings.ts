import type { SplitStep } from "@arterial/streams/flow";
import { deadLetter, ok } from "@arterial/streams/step-result";
import type { ParsedMessage } from "./taken-message.ts";

/** One message to its readings: an array's elements go on one by one, each with its place in the message. */
export function createSplitReadingsStep(): SplitStep<ParsedMessage, ParsedMessage> {
  return function splitReadings(message) {
    if (!Array.isArray(message.json)) return ok([message]);
    if (message.json.length === 0) return deadLetter("no-readings", "an empty array");
    return ok(message.json.map((json: unknown, element) => ({ ...message, json, element })));
  };
}
