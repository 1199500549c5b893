import type { StoredDeadLetter } from "@arterial/db/timeseries/dead-letter/read-dead-letters";

/** A refused reading with its payload, or the beginning of it: as text where it is UTF-8, and as base64 in any case. */
export interface DeadLetterView extends Omit<StoredDeadLetter, "payload"> {
  payloadText: string | null;
  payloadBase64: string;
}

/** A letter as it is shown. */
export function toDeadLetterView({ payload, ...letter }: StoredDeadLetter): DeadLetterView {
  const isCut = letter.payloadBytes > payload.byteLength;
  return {
    ...letter,
    payloadText: toText(payload, isCut),
    payloadBase64: Buffer.from(payload).toString("base64"),
  };
}

function toText(bytes: Uint8Array, isCut: boolean): string | null {
  try {
    // A cut payload may end inside a character: streaming leaves that one out.
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes, { stream: isCut });
  } catch {
    return null;
  }
}
