import { readDeadLetter } from "@arterial/db/timeseries/dead-letter/read-dead-letters";
import { type DeadLetterReplay, readLatestReplay } from "@arterial/db/timeseries/dead-letter/replays";
import { z } from "zod";
import { requirePermission } from "../actor.ts";
import type { ServiceContext } from "../context.ts";
import { NotFoundError } from "../errors.ts";
import { type DeadLetterView, toDeadLetterView } from "./dead-letter-view.ts";

export const getDeadLetterInputSchema = z.object({ id: z.number().int().positive() });

/** One refused reading with all of its bytes, and how its latest replay went. Throws NotFoundError. */
export async function getDeadLetter(
  ctx: ServiceContext,
  input: z.input<typeof getDeadLetterInputSchema>,
): Promise<DeadLetterView & { replay: DeadLetterReplay | null }> {
  requirePermission(ctx.actor, "dead_letter.read");
  const { id } = getDeadLetterInputSchema.parse(input);
  const letter = await readDeadLetter(ctx.pool, id);
  if (letter === undefined) throw new NotFoundError("dead letter", String(id));
  return { ...toDeadLetterView(letter), replay: (await readLatestReplay(ctx.pool, id)) ?? null };
}
