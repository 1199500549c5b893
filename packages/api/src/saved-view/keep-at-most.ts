import type { Prisma } from "@arterial/db/prisma";
import type { ServiceContext } from "../context.ts";
import { ConflictError } from "../errors.ts";

/** How many views one person keeps. */
export const MAX_VIEWS = 100;

type Transaction = Parameters<Parameters<ServiceContext["prisma"]["$transaction"]>[0]>[0];

/**
 * Keeps one more view of a person, who then still holds at most `MAX_VIEWS`. Throws ConflictError, and keeps nothing,
 * when that would be one too many.
 */
export async function keepAtMost(
  ctx: ServiceContext,
  userId: string,
  keep: (tx: Transaction) => Promise<Prisma.SavedViewModel>,
): Promise<Prisma.SavedViewModel> {
  return ctx.prisma.$transaction(async (tx) => {
    // Two windows that keep the hundredth at once: the second waits here, and then counts the first one's.
    await tx.$queryRaw`select id from user_account where id = ${userId} for update`;
    const row = await keep(tx);
    const held = await tx.savedView.count({ where: { userId, deletedAt: null } });
    if (held > MAX_VIEWS) throw new ConflictError(`At most ${MAX_VIEWS} views are kept: delete one first.`);
    return row;
  });
}
