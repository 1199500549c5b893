import { z } from "zod";
import type { ServiceContext } from "../context.ts";
import { SignInFailedError } from "../errors.ts";
import { emailSchema } from "../user/email.ts";
import { createSession, type OpenedSession } from "./create-session.ts";
import { writeSignIn } from "./signed-in-from.ts";
import { tryPassword } from "./try-password.ts";

export const signInInputSchema = z.object({ email: emailSchema, password: z.string().min(1).max(256) });

/**
 * Opens a session for an e-mail address and its password. Throws SignInFailedError without telling what was wrong, and
 * TooManyRequestsError as `tryPassword` does.
 */
export async function signInWithPassword(
  ctx: ServiceContext,
  input: z.input<typeof signInInputSchema>,
): Promise<OpenedSession> {
  const { email, password } = signInInputSchema.parse(input);
  const user = await ctx.prisma.user.findUnique({ where: { email, isActive: true } });
  const fits = await tryPassword(ctx, { email, password, account: user });
  if (user === null || !fits) {
    throw new SignInFailedError("The e-mail address or the password is not right.");
  }
  return ctx.prisma.$transaction(async (tx) => {
    const session = await createSession(tx, { userId: user.id, isByLink: false, nowMs: ctx.now() });
    const { remoteAddress } = ctx;
    await writeSignIn(tx, { action: "session.password", userId: user.id, remoteAddress });
    return session;
  });
}
