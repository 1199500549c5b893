import { z } from "zod";
import { requirePermission } from "../actor.ts";
import { writeAudit } from "../audit/write-audit.ts";
import type { ServiceContext } from "../context.ts";
import { ConflictError, NotFoundError } from "../errors.ts";
import { roleSchema } from "../roles.ts";
import { toUserView, type UserView } from "./user-view.ts";

export const updateUserInputSchema = z.object({
  id: z.uuid(),
  name: z.string().trim().min(1).max(120).optional(),
  role: roleSchema.optional(),
  isActive: z.boolean().optional(),
});

/**
 * Changes a user. One who is switched off loses all sessions at once. Throws ConflictError when no active
 * administrator would be left.
 */
export async function updateUser(
  ctx: ServiceContext,
  input: z.input<typeof updateUserInputSchema>,
): Promise<UserView> {
  const actor = requirePermission(ctx.actor, "user.manage");
  const { id, ...given } = updateUserInputSchema.parse(input);
  const changes = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  return ctx.prisma.$transaction(async (tx) => {
    // Two who switch each other off at once: the second waits here, and then sees that one must remain.
    await tx.$queryRaw`select id from user_account where role = 'administrator' order by id for update`;
    const [user] = await tx.user.updateManyAndReturn({ where: { id }, data: changes });
    if (user === undefined) throw new NotFoundError("user", id);
    const administrators = await tx.user.count({ where: { role: "administrator", isActive: true } });
    if (administrators === 0) throw new ConflictError("One active administrator must remain.");
    if (!user.isActive) await tx.session.deleteMany({ where: { userId: id } });
    await writeAudit(tx, actor, {
      action: "user.update",
      subjectType: "user",
      subjectId: id,
      detail: changes,
    });
    return toUserView(user);
  });
}
