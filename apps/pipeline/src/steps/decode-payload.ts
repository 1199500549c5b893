import { isUtf8 } from "node:buffer";
import type { Step } from "@arterial/streams/flow";
import { deadLetter, ok } from "@arterial/streams/step-result";
import { isDeeperThan } from "./slice-element.ts";
import type { ParsedMessage, TakenMessage } from "./taken-message.ts";

/** An array of readings that hold one map of values each is three levels deep; some room for vendors. */
const MAX_DEPTH = 8;

/** Text to JSON: bounded in size and depth, strict UTF-8, no key that could reach a prototype. */
export function createDecodePayloadStep(options: {
  maxPayloadBytes: number;
}): Step<TakenMessage, ParsedMessage> {
  return function decodePayload(message) {
    const { payload } = message;
    if (payload.length === 0) return deadLetter("empty-payload");
    if (payload.length > options.maxPayloadBytes) {
      return deadLetter("too-large", `${payload.length} bytes of at most ${options.maxPayloadBytes}`);
    }
    if (!isUtf8(payload)) return deadLetter("not-utf8");
    const text = payload.toString("utf8");
    const json = parseJson(text);
    // Flat readings, which nearly all are, can be neither too deep nor hide a key.
    if (isFlat(json)) return ok({ ...message, json });
    if (isDeeperThan(payload, MAX_DEPTH)) return deadLetter("too-deep", `more than ${MAX_DEPTH} levels`);
    if (json instanceof SyntaxError) return deadLetter("invalid-json", json.message.slice(0, 200));
    if (mayHidePrototypeKey(text) && hasPrototypeKey(json)) return deadLetter("forbidden-key", "__proto__");
    return ok({ ...message, json });
  };
}

/** True of an object that holds no other and has no key that could reach a prototype, and of an array of such. */
function isFlat(json: unknown): boolean {
  return Array.isArray(json) ? json.every(isFlatObject) : isFlatObject(json);
}

function isFlatObject(value: unknown): boolean {
  if (typeof value !== "object" || value === null || value instanceof SyntaxError || Array.isArray(value))
    return false;
  const object = value as Record<string, unknown>;
  for (const name in object) {
    const member = object[name];
    if ((typeof member === "object" && member !== null) || name === "__proto__") return false;
  }
  return true;
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
