import { requireUser } from "../actor.ts";
import type { ServiceContext } from "../context.ts";
import { type SavedView, toSavedView } from "./saved-view.ts";

/** The views of the person who asks, by name. */
export async function listSavedViews(ctx: ServiceContext): Promise<SavedView[]> {
  const user = requireUser(ctx.actor);
  const rows = await ctx.prisma.savedView.findMany({
    where: { userId: user.id, deletedAt: null },
    orderBy: [{ name: "asc" }, { id: "asc" }],
  });
  return rows.map(toSavedView);
}
