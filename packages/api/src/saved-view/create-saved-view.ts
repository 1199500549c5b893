import { randomUUID } from "node:crypto";
import { z } from "zod";
import { requireUser } from "../actor.ts";
import type { ServiceContext } from "../context.ts";
import { ConflictError } from "../errors.ts";
import { type SavedView, toSavedView, viewAddressSchema, viewNameSchema } from "./saved-view.ts";

export const createSavedViewInputSchema = z.object({ name: viewNameSchema, address: viewAddressSchema });

const MAX_VIEWS = 100;

/** Keeps a view for the person who asks. Throws ConflictError when that person keeps a hundred already. */
export async function createSavedView(
  ctx: ServiceContext,
  input: z.input<typeof createSavedViewInputSchema>,
): Promise<SavedView> {
  const user = requireUser(ctx.actor);
  const { name, address } = createSavedViewInputSchema.parse(input);
  const held = await ctx.prisma.savedView.count({ where: { userId: user.id, deletedAt: null } });
  if (held >= MAX_VIEWS) throw new ConflictError(`At most ${MAX_VIEWS} views are kept: delete one first.`);
  const data = { id: randomUUID(), userId: user.id, name, address, createdAt: new Date(ctx.now()) };
  return toSavedView(await ctx.prisma.savedView.create({ data }));
}
