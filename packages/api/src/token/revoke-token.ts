import { z } from "zod";
import { requirePermission } from "../actor.ts";
import { writeAudit } from "../audit/write-audit.ts";
import type { ServiceContext } from "../context.ts";
import { NotFoundError } from "../errors.ts";

export const revokeTokenInputSchema = z.object({ id: z.uuid() });

/** Ends a bearer token at once. Throws NotFoundError when it does not exist or has been revoked. */
export async function revokeToken(
  ctx: ServiceContext,
  input: z.input<typeof revokeTokenInputSchema>,
): Promise<void> {
  const actor = requirePermission(ctx.actor, "token.manage");
  const { id } = revokeTokenInputSchema.parse(input);
  await ctx.prisma.$transaction(async (tx) => {
    const { count } = await tx.apiToken.updateMany({
      where: { id, revokedAt: null },
      data: { revokedAt: new Date(ctx.now()) },
    });
    if (count === 0) throw new NotFoundError("valid token", id);
    await writeAudit(tx, actor, { action: "token.revoke", subjectType: "token", subjectId: id });
  });
}
