import { z } from "zod";
import { requireUser } from "../actor.ts";
import { writeAudit } from "../audit/write-audit.ts";
import type { ServiceContext } from "../context.ts";
import { InvalidInputError } from "../errors.ts";
import { hashPassword, passwordSchema } from "./password.ts";

export const setPasswordInputSchema = z.object({ password: passwordSchema });

/** Gives the caller a password and ends all of their other sessions and open one-time links. */
export async function setPassword(
  ctx: ServiceContext,
  input: z.input<typeof setPasswordInputSchema>,
): Promise<void> {
  const user = requireUser(ctx.actor);
  const { password } = setPasswordInputSchema.parse(input);
  if (password.toLowerCase() === user.email) {
    throw new InvalidInputError("The password must not be the e-mail address.");
  }
  const passwordHash = await ctx.passwordQueue.run(() => hashPassword(password));
  await ctx.prisma.$transaction(async (tx) => {
    await tx.user.update({ where: { id: user.id }, data: { passwordHash } });
    await tx.session.deleteMany({ where: { userId: user.id, id: { not: user.sessionId } } });
    await tx.signInToken.deleteMany({ where: { userId: user.id, usedAt: null } });
    await writeAudit(tx, user, { action: "user.set_password", subjectType: "user", subjectId: user.id });
  });
}
