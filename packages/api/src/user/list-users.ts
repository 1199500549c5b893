import { requirePermission } from "../actor.ts";
import type { ServiceContext } from "../context.ts";
import { toUserView, type UserView } from "./user-view.ts";

/** All users by e-mail address. */
export async function listUsers(ctx: ServiceContext): Promise<UserView[]> {
  requirePermission(ctx.actor, "user.manage");
  const users = await ctx.prisma.user.findMany({ orderBy: { email: "asc" } });
  return users.map(toUserView);
}
