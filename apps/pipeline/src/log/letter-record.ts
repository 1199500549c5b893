import { createHash } from "node:crypto";
import { MAX_LETTER_PAYLOAD_BYTES } from "@arterial/db/timeseries/dead-letter/write-dead-letters";
import type { NewRecord } from "@arterial/streams/record";
import type { DeadLetterRecord } from "../topics.ts";

/** What is kept of a payload that is too large to be kept whole. */
const KEPT_BYTES = 1024 * 1024;

/**
 * A dead letter as a record of the log. One that is too large for it keeps the beginning of its payload, and says so with
 * the length and hash of the whole, so that no single message can stop the intake.
 */
export function toLetterRecord(letter: DeadLetterRecord): NewRecord<DeadLetterRecord> {
  const { deviceId, topic, receivedAt, payload } = letter;
  const value = payload.length > MAX_LETTER_PAYLOAD_BYTES ? cutPayload(letter) : letter;
  return { key: deviceId ?? topic, value, timestampMs: Math.floor(receivedAt) };
}

function cutPayload(letter: DeadLetterRecord): DeadLetterRecord {
  const { payload, detail, identity } = letter;
  const hash = createHash("sha256").update(payload).digest("hex");
  const cut = `${payload.length} bytes with SHA-256 ${hash}, of which the first ${KEPT_BYTES} are kept`;
  return {
    ...letter,
    payload: payload.subarray(0, KEPT_BYTES),
    detail: detail === undefined ? cut : `${detail}; ${cut}`,
    identity: identity ?? hash,
  };
}
