import type { ServiceContext } from "./context.ts";
import { ConflictError } from "./errors.ts";

export type Transaction = Parameters<Parameters<ServiceContext["prisma"]["$transaction"]>[0]>[0];

/** What a person keeps of one sort, and how many of it. */
export interface Kept {
  userId: string;
  /** The sort, such as "views". */
  what: string;
  most: number;
  /** How many the person holds. */
  count(tx: Transaction): Promise<number>;
}

/**
 * Keeps one more thing of a person, who then still holds at most as many as may be. Throws ConflictError, and keeps
 * nothing, when that would be one too many.
 */
export async function keepAtMost<Row>(
  ctx: ServiceContext,
  kept: Kept,
  keep: (tx: Transaction) => Promise<Row>,
): Promise<Row> {
  const { userId, what, most } = kept;
  return ctx.prisma.$transaction(async (tx) => {
    // Two windows that keep the last one at once: the second waits here, and then counts the first one's.
    await tx.$queryRaw`select id from user_account where id = ${userId} for update`;
    const row = await keep(tx);
    if ((await kept.count(tx)) > most) {
      throw new ConflictError(`At most ${most} ${what} are kept: delete one first.`);
    }
    return row;
  });
}
