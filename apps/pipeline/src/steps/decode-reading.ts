import type { DeviceKind } from "@arterial/domain/device-kind";
import { IS_PLAIN_READING, type Observation, READING_SCHEMAS } from "@arterial/domain/observation";
import { deadLetter, ok, type StepResult } from "@arterial/streams/step-result";
import type { Arrived, ParsedMessage } from "./taken-message.ts";

const MAX_ISSUES = 3;

/** Parses one reading of a kind by the domain's schema; the domain's own `decode.ts` calls it after its quirks. */
export function decodeReading<K extends DeviceKind>(kind: K, message: ParsedMessage): StepResult<Arrived<K>> {
  const { deviceId, receivedAt, json } = message;
  if (IS_PLAIN_READING[kind](json))
    return ok({ ...message, observation: asObservation(kind, { deviceId, receivedAt, reading: json }) });
  const parsed = READING_SCHEMAS[kind].safeParse(json);
  if (!parsed.success) {
    const issues = parsed.error.issues.slice(0, MAX_ISSUES);
    return deadLetter(
      "invalid-reading",
      issues.map((issue) => `${issue.path.join(".") || "reading"}: ${issue.message}`).join("; "),
    );
  }
  return ok({ ...message, observation: asObservation(kind, { deviceId, receivedAt, reading: parsed.data }) });
}

/** The reading was parsed by the schema of this very kind, which the compiler cannot follow through the table. */
function asObservation<K extends DeviceKind>(
  kind: K,
  parts: { deviceId: string; receivedAt: number; reading: unknown },
): Observation<K> {
  const { deviceId, receivedAt, reading } = parts;
  return { kind, deviceId, receivedAt, reading } as Observation<K>;
}
