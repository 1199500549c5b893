import { randomUUID } from "node:crypto";
import { z } from "zod";
import { requirePermission } from "../actor.ts";
import { writeAudit } from "../audit/write-audit.ts";
import type { ServiceContext } from "../context.ts";
import { ConflictError } from "../errors.ts";
import { roleSchema } from "../roles.ts";
import { emailSchema } from "./email.ts";
import { createSignInToken, type OneTimeSignIn } from "./issue-sign-in.ts";
import { toUserView, type UserView } from "./user-view.ts";

export const createUserInputSchema = z.object({
  email: emailSchema,
  role: roleSchema,
  name: z.string().trim().min(1).max(120).optional(),
});

/** Creates a user with a one-time sign-in; the person sets a password after it. Throws ConflictError when they exist. */
export async function createUser(
  ctx: ServiceContext,
  input: z.input<typeof createUserInputSchema>,
): Promise<{ user: UserView; signIn: OneTimeSignIn }> {
  const actor = requirePermission(ctx.actor, "user.manage");
  const { email, role, name } = createUserInputSchema.parse(input);
  return ctx.prisma.$transaction(async (tx) => {
    const [user] = await tx.user.createManyAndReturn({
      data: [{ id: randomUUID(), email, role, name: name ?? email.split("@")[0] ?? email }],
      skipDuplicates: true,
    });
    if (user === undefined) throw new ConflictError(`There is already a user "${email}".`);
    const detail = { email, role };
    await writeAudit(tx, actor, { action: "user.create", subjectType: "user", subjectId: user.id, detail });
    return { user: toUserView(user), signIn: await createSignInToken(tx, user.id, ctx.now()) };
  });
}
