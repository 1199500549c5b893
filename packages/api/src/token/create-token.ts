import { randomUUID } from "node:crypto";
import { z } from "zod";
import { requirePermission } from "../actor.ts";
import { writeAudit } from "../audit/write-audit.ts";
import type { ServiceContext } from "../context.ts";
import { roleSchema } from "../roles.ts";
import { createSecretToken, hashSecretToken } from "../session/secret-token.ts";
import { type TokenView, toTokenView } from "./token-view.ts";

const DAY_MS = 24 * 60 * 60 * 1000;

export const createTokenInputSchema = z.object({
  role: roleSchema,
  name: z.string().trim().min(1).max(120).default("token"),
  /** Days until it ends; without it, it is good until it is revoked. */
  validForDays: z.number().int().min(1).max(3650).optional(),
});

/** Creates a bearer token; `secret` is shown this once and never again. */
export async function createToken(
  ctx: ServiceContext,
  input: z.input<typeof createTokenInputSchema>,
): Promise<{ token: TokenView; secret: string }> {
  const actor = requirePermission(ctx.actor, "token.manage");
  const { role, name, validForDays } = createTokenInputSchema.parse(input);
  const secret = createSecretToken();
  const expiresAt = validForDays === undefined ? null : new Date(ctx.now() + validForDays * DAY_MS);
  return ctx.prisma.$transaction(async (tx) => {
    const token = await tx.apiToken.create({
      data: { id: randomUUID(), hash: hashSecretToken(secret), name, role, expiresAt },
    });
    const detail = { name, role };
    await writeAudit(tx, actor, {
      action: "token.create",
      subjectType: "token",
      subjectId: token.id,
      detail,
    });
    return { token: toTokenView(token), secret };
  });
}
