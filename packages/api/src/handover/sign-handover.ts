import { z } from "zod";
import { requirePermission, requireUser } from "../actor.ts";
import { writeAudit } from "../audit/write-audit.ts";
import type { ServiceContext } from "../context.ts";
import { ConflictError, NotFoundError } from "../errors.ts";
import { type HandoverView, toHandoverView } from "./handover.ts";

export const signHandoverInputSchema = z.object({ id: z.uuid(), version: z.number().int().min(1) });

/**
 * Signs a draft off: a person does, with the time, and it never changes again. Throws NotFoundError when it is no draft,
 * ConflictError when it is not the version that the person has read.
 */
export async function signHandover(
  ctx: ServiceContext,
  input: z.input<typeof signHandoverInputSchema>,
): Promise<HandoverView> {
  const user = requireUser(ctx.actor);
  requirePermission(user, "handover.write");
  const { id, version } = signHandoverInputSchema.parse(input);
  return ctx.prisma.$transaction(async (tx) => {
    const [signed] = await tx.handover.updateManyAndReturn({
      where: { id, version, signedAt: null },
      data: { draftKey: null, signedAt: new Date(ctx.now()), signedById: user.id, signedByName: user.name },
    });
    if (signed === undefined) {
      const draft = await tx.handover.findFirst({ where: { id, signedAt: null } });
      if (draft === null) throw new NotFoundError("draft of a handover", id);
      throw new ConflictError("Somebody else changed this handover meanwhile.");
    }
    await writeAudit(tx, user, {
      action: "handover.sign",
      subjectType: "handover",
      subjectId: id,
      detail: { version },
    });
    return toHandoverView(signed);
  });
}
