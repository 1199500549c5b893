import { accountSettingsSchema } from "@arterial/domain/account/settings";
import type { UserActor } from "../actor.ts";
import { roleSchema } from "../roles.ts";
import type { Services } from "../services.ts";
import { hashSecretToken } from "./secret-token.ts";

const DAY_MS = 24 * 60 * 60 * 1000;
/** A session ends when it was not used for this long … */
export const SESSION_IDLE_MS = 7 * DAY_MS;
/** … and after this time in any case. */
export const SESSION_MAX_MS = 30 * DAY_MS;
/** How often its use is written down. */
const TOUCH_INTERVAL_MS = 5 * 60 * 1000;

/** The person whose session the secret opens; null when there is none, it has ended, or the account is switched off. */
export async function resolveSession(
  services: Services,
  token: string | undefined,
): Promise<UserActor | null> {
  if (token === undefined) return null;
  const session = await services.prisma.session.findUnique({
    where: { id: hashSecretToken(token) },
    include: { user: true },
  });
  const nowMs = services.now();
  if (session === null || session.expiresAt.getTime() <= nowMs || !session.user.isActive) return null;
  if (nowMs - session.lastSeenAt.getTime() >= TOUCH_INTERVAL_MS) {
    const endsAt = Math.min(nowMs + SESSION_IDLE_MS, session.createdAt.getTime() + SESSION_MAX_MS);
    await services.prisma.session.updateMany({
      where: { id: session.id },
      data: { lastSeenAt: new Date(nowMs), expiresAt: new Date(endsAt) },
    });
  }
  const { user } = session;
  return {
    type: "user",
    id: user.id,
    email: user.email,
    name: user.name,
    role: roleSchema.parse(user.role),
    hasPassword: user.passwordHash !== null,
    // A choice that this version does not offer any more must not lock anybody out.
    settings: accountSettingsSchema.catch({}).parse(user.settings),
    sessionId: session.id,
    openedByLinkAt: session.isByLink ? session.createdAt.getTime() : null,
  };
}
