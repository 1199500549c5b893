import { z } from "zod";
import { requireUser } from "../actor.ts";
import type { ServiceContext } from "../context.ts";
import { NotFoundError } from "../errors.ts";
import { type SavedView, toSavedView, viewNameSchema } from "./saved-view.ts";

export const renameSavedViewInputSchema = z.object({ id: z.uuid(), name: viewNameSchema });

/** Renames one of the asking person's views. Throws NotFoundError for anybody else's. */
export async function renameSavedView(
  ctx: ServiceContext,
  input: z.input<typeof renameSavedViewInputSchema>,
): Promise<SavedView> {
  const user = requireUser(ctx.actor);
  const { id, name } = renameSavedViewInputSchema.parse(input);
  const where = { id, userId: user.id, deletedAt: null };
  const [row] = await ctx.prisma.savedView.updateManyAndReturn({ where, data: { name } });
  if (row === undefined) throw new NotFoundError("view", id);
  return toSavedView(row);
}
