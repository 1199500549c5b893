import type { Prisma } from "@arterial/db/prisma";
import { SESSION_IDLE_MS } from "./resolve-session.ts";
import { createSecretToken, hashSecretToken } from "./secret-token.ts";

/** A session just opened: the secret for the cookie and when it ends, epoch ms. */
export interface OpenedSession {
  token: string;
  expiresAt: number;
}

/** Opens a session under a new secret and removes the user's sessions that have ended. */
export async function createSession(
  tx: Prisma.TransactionClient,
  userId: string,
  nowMs: number,
): Promise<OpenedSession> {
  const token = createSecretToken();
  const now = new Date(nowMs);
  const expiresAt = nowMs + SESSION_IDLE_MS;
  await tx.session.deleteMany({ where: { userId, expiresAt: { lte: now } } });
  await tx.session.create({
    data: {
      id: hashSecretToken(token),
      userId,
      createdAt: now,
      lastSeenAt: now,
      expiresAt: new Date(expiresAt),
    },
  });
  return { token, expiresAt };
}
