import type { z } from "zod";
import { requireUser } from "../actor.ts";
import { writeAudit } from "../audit/write-audit.ts";
import type { ServiceContext } from "../context.ts";
import { NotFoundError } from "../errors.ts";
import { changeableBy, routeIdInputSchema, type SavedRoute, toSavedRoute } from "./saved-route.ts";

/** Brings a deleted route back. Throws NotFoundError when it is gone. */
export async function restoreSavedRoute(
  ctx: ServiceContext,
  input: z.input<typeof routeIdInputSchema>,
): Promise<SavedRoute> {
  const user = requireUser(ctx.actor);
  const { id } = routeIdInputSchema.parse(input);
  return ctx.prisma.$transaction(async (tx) => {
    const where = { id, ...changeableBy(user) };
    const [row] = await tx.savedRoute.updateManyAndReturn({ where, data: { deletedAt: null } });
    if (row === undefined) throw new NotFoundError("route", id);
    if (row.sharedFrom !== null) {
      const detail = { name: row.name, sharedFrom: row.sharedFrom };
      await writeAudit(tx, user, { action: "route.restore", subjectType: "route", subjectId: id, detail });
    }
    return toSavedRoute(row, user);
  });
}
