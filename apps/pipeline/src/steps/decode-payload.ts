import { isUtf8 } from "node:buffer";
import type { Step } from "@arterial/streams/flow";
import { deadLetter, ok } from "@arterial/streams/step-result";
import { IS_PLAIN_READING, type IsPlain } from "./plain-reading.ts";
import { isDeeperThan } from "./slice-element.ts";
import type { MessagePart, ParsedPart } from "./taken-message.ts";

/** An array of readings that hold one map of values each is three levels deep; some room for vendors. */
const MAX_DEPTH = 8;

/** Text to JSON: bounded in size and depth, strict UTF-8, no key that could reach a prototype. */
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
    // Readings just as they should be, which nearly all are, can be neither too deep nor hide a key.
    if (isEach(json, IS_PLAIN_READING[kind])) return ok({ message, element, json, isPlain: true });
    if (isDeeperThan(payload, MAX_DEPTH)) return deadLetter("too-deep", `more than ${MAX_DEPTH} levels`);
    if (json instanceof SyntaxError) return deadLetter("invalid-json", json.message.slice(0, 200));
    if (mayHidePrototypeKey(text) && hasPrototypeKey(json)) return deadLetter("forbidden-key", "__proto__");
    return ok({ message, element, json, isPlain: false });
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

function mayHidePrototypeKey(text: string): boolean {
  return text.includes("__proto__") || text.includes("\\u");
}

function hasPrototypeKey(json: unknown): boolean {
  if (typeof json !== "object" || json === null) return false;
  if (Object.hasOwn(json, "__proto__")) return true;
  return Object.values(json).some(hasPrototypeKey);
}
