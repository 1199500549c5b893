import { z } from "zod";
import { requireUser, type UserActor } from "../actor.ts";
import { writeAudit } from "../audit/write-audit.ts";
import type { ServiceContext } from "../context.ts";
import { InvalidInputError, WrongPasswordError } from "../errors.ts";
import { hashPassword, passwordSchema } from "./password.ts";
import { tryPassword } from "./try-password.ts";

/** Who came by a one-time link has proven for so long who they are, ms. */
const LINK_PROOF_MS = 15 * 60 * 1000;

export const setPasswordInputSchema = z.object({
  password: passwordSchema,
  /** The one until now, where `needsCurrentPassword`. */
  currentPassword: z.string().max(256).optional(),
});

/** Whether the person must give the current password to set another: a session may lie open at a shared desk. */
export function needsCurrentPassword(user: UserActor, nowMs: number): boolean {
  const hasProof = user.openedByLinkAt !== null && nowMs - user.openedByLinkAt < LINK_PROOF_MS;
  return user.hasPassword && !hasProof;
}

async function requireCurrentPassword(
  ctx: ServiceContext,
  { id, email }: UserActor,
  password: string | undefined,
): Promise<void> {
  const message = "The current password is not right.";
  if (password === undefined) throw new WrongPasswordError(message);
  const account = await ctx.prisma.user.findUniqueOrThrow({ where: { id } });
  if (!(await tryPassword(ctx, { email, password, account }))) throw new WrongPasswordError(message);
}

/**
 * Gives the caller a password and ends all of their other sessions and open one-time links. Throws WrongPasswordError
 * without the current one, unless there is none or the session was just opened by a one-time link.
 */
export async function setPassword(
  ctx: ServiceContext,
  input: z.input<typeof setPasswordInputSchema>,
): Promise<void> {
  const user = requireUser(ctx.actor);
  const { password, currentPassword } = setPasswordInputSchema.parse(input);
  if (password.toLowerCase() === user.email) {
    throw new InvalidInputError("The password must not be the e-mail address.");
  }
  if (needsCurrentPassword(user, ctx.now())) await requireCurrentPassword(ctx, user, currentPassword);
  const passwordHash = await ctx.passwordQueue.run(() => hashPassword(password));
  await ctx.prisma.$transaction(async (tx) => {
    await tx.user.update({ where: { id: user.id }, data: { passwordHash } });
    await tx.session.deleteMany({ where: { userId: user.id, id: { not: user.sessionId } } });
    await tx.signInToken.deleteMany({ where: { userId: user.id, usedAt: null } });
    await writeAudit(tx, user, { action: "user.set_password", subjectType: "user", subjectId: user.id });
  });
}
