import type { z } from "zod";
import { requireUser } from "../actor.ts";
import { writeAudit } from "../audit/write-audit.ts";
import type { ServiceContext } from "../context.ts";
import { NotFoundError } from "../errors.ts";
import { keepAtMost } from "../keep-at-most.ts";
import { changeableBy, routeIdInputSchema, routesOf, type SavedRoute, toSavedRoute } from "./saved-route.ts";

/**
 * Brings a deleted route back. Throws NotFoundError when it is gone, ConflictError when its owner keeps fifty others by
 * now.
 */
export async function restoreSavedRoute(
  ctx: ServiceContext,
  input: z.input<typeof routeIdInputSchema>,
): Promise<SavedRoute> {
  const user = requireUser(ctx.actor);
  const { id } = routeIdInputSchema.parse(input);
  const where = { id, ...changeableBy(user) };
  const deleted = await ctx.prisma.savedRoute.findFirst({ where });
  if (deleted === null) throw new NotFoundError("route", id);
  return keepAtMost(ctx, routesOf(deleted.userId), async (tx) => {
    const [row] = await tx.savedRoute.updateManyAndReturn({ where, data: { deletedAt: null } });
    if (row === undefined) throw new NotFoundError("route", id);
    if (row.sharedFrom !== null) {
      const detail = { name: row.name, sharedFrom: row.sharedFrom };
      await writeAudit(tx, user, { action: "route.restore", subjectType: "route", subjectId: id, detail });
    }
    return toSavedRoute(row, user);
  });
}
