import type { z } from "zod";
import { requireUser } from "../actor.ts";
import type { ServiceContext } from "../context.ts";
import { NotFoundError } from "../errors.ts";
import { viewIdInputSchema } from "./saved-view.ts";

const KEPT_MS = 24 * 60 * 60 * 1000;

/** Deletes one of the asking person's views; `restoreSavedView` brings it back within a day. Throws NotFoundError. */
export async function deleteSavedView(
  ctx: ServiceContext,
  input: z.input<typeof viewIdInputSchema>,
): Promise<void> {
  const user = requireUser(ctx.actor);
  const { id } = viewIdInputSchema.parse(input);
  const now = ctx.now();
  const { count } = await ctx.prisma.savedView.updateMany({
    where: { id, userId: user.id, deletedAt: null },
    data: { deletedAt: new Date(now) },
  });
  if (count === 0) throw new NotFoundError("view", id);
  await ctx.prisma.savedView.deleteMany({
    where: { userId: user.id, deletedAt: { lt: new Date(now - KEPT_MS) } },
  });
}
