import { randomUUID } from "node:crypto";
import { z } from "zod";
import { requireUser } from "../actor.ts";
import type { ServiceContext } from "../context.ts";
import { keepAtMost } from "../keep-at-most.ts";
import { type SavedView, toSavedView, viewAddressSchema, viewNameSchema, viewsOf } from "./saved-view.ts";

export const createSavedViewInputSchema = z.object({ name: viewNameSchema, address: viewAddressSchema });

/** Keeps a view for the person who asks. Throws ConflictError when that person keeps a hundred already. */
export async function createSavedView(
  ctx: ServiceContext,
  input: z.input<typeof createSavedViewInputSchema>,
): Promise<SavedView> {
  const user = requireUser(ctx.actor);
  const { name, address } = createSavedViewInputSchema.parse(input);
  const data = { id: randomUUID(), userId: user.id, name, address, createdAt: new Date(ctx.now()) };
  return toSavedView(await keepAtMost(ctx, viewsOf(user.id), (tx) => tx.savedView.create({ data })));
}
