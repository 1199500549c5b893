import type { TokenActor } from "../actor.ts";
import { roleSchema } from "../roles.ts";
import type { Services } from "../services.ts";
import { hashSecretToken } from "../session/secret-token.ts";

const TOUCH_INTERVAL_MS = 5 * 60 * 1000;

/** The program whose bearer token an Authorization header holds; null when it is not valid. */
export async function resolveToken(services: Services, header: string): Promise<TokenActor | null> {
  const secret = /^Bearer +(?<secret>[\w-]{20,128})$/i.exec(header)?.groups?.secret;
  if (secret === undefined) return null;
  const token = await services.prisma.apiToken.findUnique({ where: { hash: hashSecretToken(secret) } });
  const nowMs = services.now();
  if (token === null || token.revokedAt !== null) return null;
  if (token.expiresAt !== null && token.expiresAt.getTime() <= nowMs) return null;
  if (token.lastUsedAt === null || nowMs - token.lastUsedAt.getTime() >= TOUCH_INTERVAL_MS) {
    await services.prisma.apiToken.updateMany({
      where: { id: token.id },
      data: { lastUsedAt: new Date(nowMs) },
    });
  }
  return { type: "token", id: token.id, name: token.name, role: roleSchema.parse(token.role) };
}
