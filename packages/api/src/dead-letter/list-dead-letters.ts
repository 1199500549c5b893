import {
  readDeadLetters,
  type StoredDeadLetter,
} from "@arterial/db/timeseries/dead-letter/read-dead-letters";
import { z } from "zod";
import { requirePermission } from "../actor.ts";
import type { ServiceContext } from "../context.ts";

export const listDeadLettersInputSchema = z.object({
  device: z.string().max(64).optional(),
  /** `nextCursor` of the page before. */
  cursor: z
    .string()
    .regex(/^\d{1,15}$/)
    .optional(),
  limit: z.number().int().min(1).max(500).default(50),
});

/**
 * A refused reading with its payload, or the first 16 KiB of it: as text where it is UTF-8, and as base64 in any case.
 */
export interface DeadLetterView extends Omit<StoredDeadLetter, "payload"> {
  payloadText: string | null;
  payloadBase64: string;
}

export interface DeadLetterPage {
  items: DeadLetterView[];
  nextCursor: string | null;
}

/** Refused readings, newest first, a page at a time. */
export async function listDeadLetters(
  ctx: ServiceContext,
  input: z.input<typeof listDeadLettersInputSchema>,
): Promise<DeadLetterPage> {
  requirePermission(ctx.actor, "dead_letter.read");
  const { device, cursor, limit } = listDeadLettersInputSchema.parse(input);
  const letters = await readDeadLetters(ctx.pool, {
    deviceId: device,
    beforeId: cursor === undefined ? undefined : Number(cursor),
    limit: limit + 1,
  });
  const page = letters.slice(0, limit);
  const last = page.at(-1);
  return {
    items: page.map(toView),
    nextCursor: letters.length > limit && last !== undefined ? String(last.id) : null,
  };
}

function toView({ payload, ...letter }: StoredDeadLetter): DeadLetterView {
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
