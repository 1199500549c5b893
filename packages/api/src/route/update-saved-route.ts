import { z } from "zod";
import { requireUser } from "../actor.ts";
import { writeAudit } from "../audit/write-audit.ts";
import type { ServiceContext } from "../context.ts";
import { NotFoundError } from "../errors.ts";
import { roleSchema } from "../roles.ts";
import {
  changeableBy,
  requireMaySet,
  routeNameSchema,
  type SavedRoute,
  toSavedRoute,
} from "./saved-route.ts";

export const updateSavedRouteInputSchema = z.object({
  id: z.uuid(),
  name: routeNameSchema.optional(),
  sharedFrom: roleSchema.nullable().optional(),
});

/** Renames a route or changes who sees it. Throws NotFoundError for one that the person may not change. */
export async function updateSavedRoute(
  ctx: ServiceContext,
  input: z.input<typeof updateSavedRouteInputSchema>,
): Promise<SavedRoute> {
  const user = requireUser(ctx.actor);
  const { id, name, sharedFrom } = updateSavedRouteInputSchema.parse(input);
  requireMaySet(user, sharedFrom);
  const data = {
    ...(name === undefined ? {} : { name }),
    ...(sharedFrom === undefined ? {} : { sharedFrom }),
  };
  return ctx.prisma.$transaction(async (tx) => {
    const where = { id, deletedAt: null, ...changeableBy(user) };
    const before = await tx.savedRoute.findFirst({ where });
    if (before === null) throw new NotFoundError("route", id);
    const row = await tx.savedRoute.update({ where: { id }, data });
    if (before.sharedFrom !== null || row.sharedFrom !== null) {
      const detail = { name: row.name, sharedFrom: row.sharedFrom };
      await writeAudit(tx, user, { action: "route.update", subjectType: "route", subjectId: id, detail });
    }
    return toSavedRoute(row, user);
  });
}
