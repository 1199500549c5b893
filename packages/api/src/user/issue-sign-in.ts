import type { Prisma } from "@arterial/db/prisma";
import { z } from "zod";
import { requirePermission } from "../actor.ts";
import { writeAudit } from "../audit/write-audit.ts";
import type { ServiceContext } from "../context.ts";
import { NotFoundError } from "../errors.ts";
import { createSecretToken, hashSecretToken } from "../session/secret-token.ts";
import { emailSchema } from "./email.ts";

/** A one-time link is good for a day. */
const SIGN_IN_TOKEN_MS = 24 * 60 * 60 * 1000;

/** A one-time sign-in: the path to open in the console, the secret in it, and when it ends, epoch ms. */
export interface OneTimeSignIn {
  path: string;
  token: string;
  expiresAt: number;
}

/** Stores a new one-time sign-in for a user. */
export async function createSignInToken(
  tx: Prisma.TransactionClient,
  userId: string,
  nowMs: number,
): Promise<OneTimeSignIn> {
  const token = createSecretToken();
  const expiresAt = nowMs + SIGN_IN_TOKEN_MS;
  await tx.signInToken.deleteMany({ where: { userId, expiresAt: { lte: new Date(nowMs) } } });
  await tx.signInToken.create({
    data: {
      hash: hashSecretToken(token),
      userId,
      createdAt: new Date(nowMs),
      expiresAt: new Date(expiresAt),
    },
  });
  return { path: `/sign-in/token/${token}`, token, expiresAt };
}

export const issueSignInInputSchema = z.object({ email: emailSchema });

/** A one-time sign-in for an existing, active user: the way back for who lost a password. */
export async function issueSignIn(
  ctx: ServiceContext,
  input: z.input<typeof issueSignInInputSchema>,
): Promise<OneTimeSignIn> {
  const actor = requirePermission(ctx.actor, "user.manage");
  const { email } = issueSignInInputSchema.parse(input);
  return ctx.prisma.$transaction(async (tx) => {
    const user = await tx.user.findUnique({ where: { email, isActive: true } });
    if (user === null) throw new NotFoundError("active user", email);
    await writeAudit(tx, actor, { action: "user.issue_sign_in", subjectType: "user", subjectId: user.id });
    return createSignInToken(tx, user.id, ctx.now());
  });
}
