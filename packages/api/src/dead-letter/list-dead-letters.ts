import { readDeadLetters } from "@arterial/db/timeseries/dead-letter/read-dead-letters";
import { z } from "zod";
import { requirePermission } from "../actor.ts";
import type { ServiceContext } from "../context.ts";
import { type DeadLetterView, toDeadLetterView } from "./dead-letter-view.ts";

export const listDeadLettersInputSchema = z.object({
  device: z.string().max(64).optional(),
  /** `nextCursor` of the page before. */
  cursor: z
    .string()
    .regex(/^\d{1,15}$/)
    .optional(),
  limit: z.number().int().min(1).max(500).default(50),
});

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
    items: page.map(toDeadLetterView),
    nextCursor: letters.length > limit && last !== undefined ? String(last.id) : null,
  };
}
