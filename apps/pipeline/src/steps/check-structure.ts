import type { Step } from "@arterial/streams/flow";
import { deadLetter, ok } from "@arterial/streams/step-result";
import type { ParsedPart } from "./taken-message.ts";

/** An array of readings that hold one map of values each is three levels deep; some room for vendors. */
const MAX_DEPTH = 8;

/** Sets aside what is nested too deep, or has a key that could reach a prototype: one reading, not its neighbours. */
export function createCheckStructureStep(): Step<ParsedPart, ParsedPart> {
  return function checkStructure(part) {
    // Readings just as they should be, which nearly all are, can be neither too deep nor hide a key.
    if (part.isPlain) return ok(part);
    const limit = part.element === undefined ? MAX_DEPTH : MAX_DEPTH - 1;
    if (isDeeperThan(part.json, limit)) return deadLetter("too-deep", `more than ${MAX_DEPTH} levels`);
    if (hasPrototypeKey(part.json)) return deadLetter("forbidden-key", "__proto__");
    return ok(part);
  };
}

/** True when objects and arrays are nested deeper than `limit`; it looks no deeper than that itself. */
function isDeeperThan(json: unknown, limit: number): boolean {
  if (typeof json !== "object" || json === null) return false;
  if (limit === 0) return true;
  return Object.values(json).some((value) => isDeeperThan(value, limit - 1));
}

function hasPrototypeKey(json: unknown): boolean {
  if (typeof json !== "object" || json === null) return false;
  if (Object.hasOwn(json, "__proto__")) return true;
  return Object.values(json).some(hasPrototypeKey);
}
