import type { z } from "zod";
import { requireUser } from "../actor.ts";
import { writeAudit } from "../audit/write-audit.ts";
import type { ServiceContext } from "../context.ts";
import { NotFoundError } from "../errors.ts";
import { changeableBy, routeIdInputSchema } from "./saved-route.ts";

const KEPT_MS = 24 * 60 * 60 * 1000;

/** Deletes a route; `restoreSavedRoute` brings it back within a day. Throws NotFoundError. */
export async function deleteSavedRoute(
  ctx: ServiceContext,
  input: z.input<typeof routeIdInputSchema>,
): Promise<void> {
  const user = requireUser(ctx.actor);
  const { id } = routeIdInputSchema.parse(input);
  const now = ctx.now();
  await ctx.prisma.$transaction(async (tx) => {
    const where = { id, deletedAt: null, ...changeableBy(user) };
    const [row] = await tx.savedRoute.updateManyAndReturn({ where, data: { deletedAt: new Date(now) } });
    if (row === undefined) throw new NotFoundError("route", id);
    if (row.sharedFrom !== null) {
      const detail = { name: row.name, sharedFrom: row.sharedFrom };
      await writeAudit(tx, user, { action: "route.delete", subjectType: "route", subjectId: id, detail });
    }
    await tx.savedRoute.deleteMany({
      where: { userId: row.userId, deletedAt: { lt: new Date(now - KEPT_MS) } },
    });
  });
}
