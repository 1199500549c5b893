import { z } from "zod";
import { writeAudit } from "../audit/write-audit.ts";
import type { ServiceContext } from "../context.ts";
import { SignInFailedError, TooManyRequestsError } from "../errors.ts";
import { emailSchema } from "../user/email.ts";
import { createSession, type OpenedSession } from "./create-session.ts";
import { verifyPassword } from "./password.ts";

export const signInInputSchema = z.object({ email: emailSchema, password: z.string().min(1).max(256) });

/**
 * Opens a session for an e-mail address and its password. Throws SignInFailedError without telling what was wrong, and
 * TooManyRequestsError after five failures of an account from one address in a quarter of an hour.
 */
export async function signInWithPassword(
  ctx: ServiceContext,
  input: z.input<typeof signInInputSchema>,
): Promise<OpenedSession> {
  const { email, password } = signInInputSchema.parse(input);
  const limiterKey = `${ctx.remoteAddress} ${email}`;
  const retryAfterS = ctx.signInLimiter.retryAfterS(limiterKey);
  if (retryAfterS > 0) throw new TooManyRequestsError(retryAfterS);
  // Counted before the slow part, so that many attempts at once are no way around the limit.
  ctx.signInLimiter.recordFailure(limiterKey);
  const user = await ctx.prisma.user.findUnique({ where: { email } });
  const fits = await verifyPassword(password, user?.passwordHash ?? null);
  if (user === null || !fits || !user.isActive) {
    throw new SignInFailedError("The e-mail address or the password is not right.");
  }
  ctx.signInLimiter.reset(limiterKey);
  return ctx.prisma.$transaction(async (tx) => {
    const session = await createSession(tx, user.id, ctx.now());
    const actor = { type: "user", id: user.id } as const;
    await writeAudit(tx, actor, { action: "session.password", subjectType: "user", subjectId: user.id });
    return session;
  });
}
