import type { Prisma } from "@arterial/db/prisma";
import { SESSION_IDLE_MS, SESSION_MAX_MS } from "./resolve-session.ts";
import { createSecretToken, hashSecretToken } from "./secret-token.ts";

/** A session just opened: the secret for the cookie, and when it ends at the latest, epoch ms. */
export interface OpenedSession {
  token: string;
  endsAt: number;
}

/** Opens a session under a new secret and removes the user's sessions that have ended. */
export async function createSession(
  tx: Prisma.TransactionClient,
  opened: { userId: string; isByLink: boolean; nowMs: number },
): Promise<OpenedSession> {
  const { userId, isByLink, nowMs } = opened;
  const token = createSecretToken();
  const now = new Date(nowMs);
  await tx.session.deleteMany({ where: { userId, expiresAt: { lte: now } } });
  await tx.session.create({
    data: {
      id: hashSecretToken(token),
      userId,
      isByLink,
      createdAt: now,
      lastSeenAt: now,
      expiresAt: new Date(nowMs + SESSION_IDLE_MS),
    },
  });
  return { token, endsAt: nowMs + SESSION_MAX_MS };
}
