import { randomUUID } from "node:crypto";
import type { z } from "zod";
import { requireUser } from "../actor.ts";
import { writeAudit } from "../audit/write-audit.ts";
import type { ServiceContext } from "../context.ts";
import { keepAtMost } from "../keep-at-most.ts";
import {
  requireMaySet,
  routesOf,
  type SavedRoute,
  savedRouteFieldsSchema,
  toSavedRoute,
} from "./saved-route.ts";

/** Keeps a route for the person who asks, and for those it is shared with. Throws ConflictError at fifty of one's own. */
export async function createSavedRoute(
  ctx: ServiceContext,
  input: z.input<typeof savedRouteFieldsSchema>,
): Promise<SavedRoute> {
  const user = requireUser(ctx.actor);
  const { name, points, sharedFrom } = savedRouteFieldsSchema.parse(input);
  requireMaySet(user, sharedFrom);
  return keepAtMost(ctx, routesOf(user.id), async (tx) => {
    const id = randomUUID();
    const data = { id, userId: user.id, name, points, sharedFrom, createdAt: new Date(ctx.now()) };
    const row = await tx.savedRoute.create({ data });
    if (sharedFrom) {
      const detail = { name, sharedFrom };
      await writeAudit(tx, user, { action: "route.share", subjectType: "route", subjectId: id, detail });
    }
    return toSavedRoute(row, user);
  });
}
