import { isUtf8 } from "node:buffer";
import type { Step } from "@arterial/streams/flow";
import { deadLetter, ok } from "@arterial/streams/step-result";
import { IS_PLAIN_READING, type IsPlain } from "./plain-reading.ts";
import type { MessagePart, ParsedPart } from "./taken-message.ts";

/** Text to JSON: bounded in size, strict UTF-8. */
export function createDecodePayloadStep(options: { maxPayloadBytes: number }): Step<MessagePart, ParsedPart> {
  return function decodePayload({ message, element }) {
    const { kind, payload } = message;
    if (payload.length === 0) return deadLetter("empty-payload");
    if (payload.length > options.maxPayloadBytes) {
      return deadLetter("too-large", `${payload.length} bytes of at most ${options.maxPayloadBytes}`);
    }
    const text = payload.toString();
    // Wrong bytes become this character, which may stand in the text itself too.
    if (text.includes("\ufffd") && !isUtf8(payload)) return deadLetter("not-utf8");
    const json = parseJson(text);
    if (json instanceof SyntaxError) return deadLetter("invalid-json", json.message.slice(0, 200));
    return ok({ message, element, json, isPlain: isEach(json, IS_PLAIN_READING[kind]) });
  };
}

function isEach(json: unknown, isPlain: IsPlain): boolean {
  return Array.isArray(json) ? json.every(isPlain) : isPlain(json);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return error;
    throw error;
  }
}
