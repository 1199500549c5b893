import { requirePermission } from "../actor.ts";
import type { ServiceContext } from "../context.ts";
import { type TokenView, toTokenView } from "./token-view.ts";

/** All bearer tokens, the newest first, revoked ones included. */
export async function listTokens(ctx: ServiceContext): Promise<TokenView[]> {
  requirePermission(ctx.actor, "token.manage");
  const tokens = await ctx.prisma.apiToken.findMany({ orderBy: [{ createdAt: "desc" }, { id: "asc" }] });
  return tokens.map(toTokenView);
}
