import { z } from "zod";
import { requirePermission } from "../actor.ts";
import { writeAudit } from "../audit/write-audit.ts";
import type { ServiceContext } from "../context.ts";
import { NotFoundError } from "../errors.ts";

export const closeNoteInputSchema = z.object({ id: z.uuid() });

/** Takes a note off the open items; it stays in the history. Throws NotFoundError when it is not open. */
export async function closeNote(
  ctx: ServiceContext,
  input: z.input<typeof closeNoteInputSchema>,
): Promise<void> {
  const actor = requirePermission(ctx.actor, "note.write");
  const { id } = closeNoteInputSchema.parse(input);
  await ctx.prisma.$transaction(async (tx) => {
    const { count } = await tx.operatorNote.updateMany({
      where: { id, closedAt: null },
      data: { closedAt: new Date(ctx.now()) },
    });
    if (count === 0) throw new NotFoundError("open note", id);
    await writeAudit(tx, actor, { action: "note.close", subjectType: "note", subjectId: id });
  });
}
