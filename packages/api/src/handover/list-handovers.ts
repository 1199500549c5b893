import { z } from "zod";
import { requirePermission } from "../actor.ts";
import type { ServiceContext } from "../context.ts";
import { NotFoundError } from "../errors.ts";
import { type HandoverView, handoverIdInputSchema, toHandoverView } from "./handover.ts";

export const listHandoversInputSchema = z.object({
  limit: z.number().int().min(1).max(200).default(50),
  /** `nextCursor` of the page before. */
  cursor: z.object({ signedAt: z.number().int().nullable(), id: handoverIdInputSchema.shape.id }).optional(),
});
type Cursor = NonNullable<z.infer<typeof listHandoversInputSchema>["cursor"]>;

/** One handover of the history. */
export type HandoverSummary = Pick<HandoverView, "id" | "createdAt" | "author" | "signed"> & {
  /** Those that it does not list are counted too. */
  itemCount: number;
};

/** A page of the history. */
export interface HandoverPage {
  items: HandoverSummary[];
  /** Null on the last page. */
  nextCursor: Cursor | null;
}

/** Condition on what follows a cursor: there is one draft, and it stands before all that is signed. */
function after(cursor: Cursor | undefined) {
  if (cursor === undefined) return {};
  if (cursor.signedAt === null) return { signedAt: { not: null } };
  const signedAt = new Date(cursor.signedAt);
  return { OR: [{ signedAt: { lt: signedAt } }, { signedAt, id: { gt: cursor.id } }] };
}

/** The draft, when there is one, and what was signed, newest first, a page at a time. */
export async function listHandovers(
  ctx: ServiceContext,
  input: z.input<typeof listHandoversInputSchema>,
): Promise<HandoverPage> {
  requirePermission(ctx.actor, "handover.read");
  const { limit, cursor } = listHandoversInputSchema.parse(input);
  const rows = await ctx.prisma.handover.findMany({
    orderBy: [{ signedAt: { sort: "desc", nulls: "first" } }, { id: "asc" }],
    where: after(cursor),
    take: limit + 1,
  });
  const page = rows.slice(0, limit).map(toHandoverView);
  const last = page.at(-1);
  const items = page.map(({ id, createdAt, author, signed, items, unlisted }) => ({
    id,
    createdAt,
    author,
    signed,
    itemCount: Object.values(unlisted).reduce((sum, count) => sum + count, items.length),
  }));
  const hasMore = rows.length > limit && last !== undefined;
  return { items, nextCursor: hasMore ? { signedAt: last.signed?.at ?? null, id: last.id } : null };
}

/** One handover. Throws NotFoundError. */
export async function getHandover(
  ctx: ServiceContext,
  input: z.input<typeof handoverIdInputSchema>,
): Promise<HandoverView> {
  requirePermission(ctx.actor, "handover.read");
  const { id } = handoverIdInputSchema.parse(input);
  const row = await ctx.prisma.handover.findUnique({ where: { id } });
  if (row === null) throw new NotFoundError("handover", id);
  return toHandoverView(row);
}
