import type { z } from "zod";
import { requireUser } from "../actor.ts";
import type { ServiceContext } from "../context.ts";
import { NotFoundError } from "../errors.ts";
import { type SavedView, toSavedView, viewIdInputSchema } from "./saved-view.ts";

/** Brings a deleted view of the asking person back. Throws NotFoundError when it is gone. */
export async function restoreSavedView(
  ctx: ServiceContext,
  input: z.input<typeof viewIdInputSchema>,
): Promise<SavedView> {
  const user = requireUser(ctx.actor);
  const { id } = viewIdInputSchema.parse(input);
  const [row] = await ctx.prisma.savedView.updateManyAndReturn({
    where: { id, userId: user.id },
    data: { deletedAt: null },
  });
  if (row === undefined) throw new NotFoundError("view", id);
  return toSavedView(row);
}
