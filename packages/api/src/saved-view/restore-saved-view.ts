import type { z } from "zod";
import { requireUser } from "../actor.ts";
import type { ServiceContext } from "../context.ts";
import { NotFoundError } from "../errors.ts";
import { keepAtMost } from "../keep-at-most.ts";
import { type SavedView, toSavedView, viewIdInputSchema, viewsOf } from "./saved-view.ts";

/**
 * Brings a deleted view of the asking person back. Throws NotFoundError when it is gone, ConflictError when that person
 * keeps a hundred others by now.
 */
export async function restoreSavedView(
  ctx: ServiceContext,
  input: z.input<typeof viewIdInputSchema>,
): Promise<SavedView> {
  const user = requireUser(ctx.actor);
  const { id } = viewIdInputSchema.parse(input);
  const row = await keepAtMost(ctx, viewsOf(user.id), async (tx) => {
    const where = { id, userId: user.id };
    const [restored] = await tx.savedView.updateManyAndReturn({ where, data: { deletedAt: null } });
    if (restored === undefined) throw new NotFoundError("view", id);
    return restored;
  });
  return toSavedView(row);
}
