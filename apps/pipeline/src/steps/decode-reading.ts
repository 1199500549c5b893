import type { DeviceKind } from "@arterial/domain/device-kind";
import { type Observation, READING_SCHEMAS } from "@arterial/domain/observation";
import { deadLetter, ok, type StepResult } from "@arterial/streams/step-result";
import type { Arrived, ParsedPart } from "./taken-message.ts";

const MAX_ISSUES = 3;

/** Parses one reading of a kind by the domain's schema; the domain's own `decode.ts` calls it after its quirks. */
export function decodeReading<K extends DeviceKind>(kind: K, part: ParsedPart): StepResult<Arrived<K>> {
  if (part.isPlain) return ok(arrivedOf(kind, part, part.json));
  const parsed = READING_SCHEMAS[kind].safeParse(part.json);
  if (!parsed.success) {
    const issues = parsed.error.issues.slice(0, MAX_ISSUES);
    return deadLetter(
      "invalid-reading",
      issues.map((issue) => `${issue.path.join(".") || "reading"}: ${issue.message}`).join("; "),
    );
  }
  return ok(arrivedOf(kind, part, parsed.data));
}

/** The reading was parsed by the schema of this very kind, which the compiler cannot follow through the table. */
function arrivedOf<K extends DeviceKind>(kind: K, part: ParsedPart, reading: unknown): Arrived<K> {
  const { message, element } = part;
  const { deviceId, receivedAt } = message;
  return { message, element, observation: { kind, deviceId, receivedAt, reading } as Observation<K> };
}
