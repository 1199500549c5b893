import { z } from "zod";
import type { ServiceContext } from "../context.ts";
import { SignInFailedError } from "../errors.ts";
import { createSession, type OpenedSession } from "./create-session.ts";
import { hashSecretToken } from "./secret-token.ts";
import { writeSignIn } from "./signed-in-from.ts";

const tokenSchema = z.string().min(20).max(128);

/**
 * Opens a session by a one-time link and uses the link up. Throws SignInFailedError when it is used, old or unknown; as
 * often as somebody likes, because 256 random bits are not found by trying.
 */
export async function signInWithToken(ctx: ServiceContext, token: string): Promise<OpenedSession> {
  const parsed = tokenSchema.safeParse(token);
  const session = parsed.success ? await useToken(ctx, hashSecretToken(parsed.data)) : null;
  if (session !== null) return session;
  throw new SignInFailedError("This link has been used or is too old: ask for a new one.");
}

function useToken(ctx: ServiceContext, hash: string): Promise<OpenedSession | null> {
  const nowMs = ctx.now();
  const now = new Date(nowMs);
  return ctx.prisma.$transaction(async (tx) => {
    // The update itself decides the race of two requests with the same link.
    const [used] = await tx.signInToken.updateManyAndReturn({
      where: { hash, usedAt: null, expiresAt: { gt: now }, user: { isActive: true } },
      data: { usedAt: now },
    });
    if (used === undefined) return null;
    const session = await createSession(tx, { userId: used.userId, isByLink: true, nowMs });
    const { remoteAddress } = ctx;
    await writeSignIn(tx, { action: "session.one_time_link", userId: used.userId, remoteAddress });
    return session;
  });
}
