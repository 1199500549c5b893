import { z } from "zod";
import { requirePermission } from "../actor.ts";
import type { ServiceContext } from "../context.ts";
import { NotFoundError } from "../errors.ts";
import { type HandoverView, handoverIdInputSchema, toHandoverView } from "./handover.ts";

export const listHandoversInputSchema = z.object({ limit: z.number().int().min(1).max(200).default(50) });

/** One handover of the history. */
export type HandoverSummary = Pick<HandoverView, "id" | "createdAt" | "author" | "signed"> & {
  /** Those that it does not list are counted too. */
  itemCount: number;
};

/** The draft, when there is one, and what was signed, newest first. */
export async function listHandovers(
  ctx: ServiceContext,
  input: z.input<typeof listHandoversInputSchema>,
): Promise<HandoverSummary[]> {
  requirePermission(ctx.actor, "handover.read");
  const { limit } = listHandoversInputSchema.parse(input);
  const rows = await ctx.prisma.handover.findMany({
    orderBy: [{ signedAt: { sort: "desc", nulls: "first" } }, { id: "asc" }],
    take: limit,
  });
  return rows.map(toHandoverView).map(({ id, createdAt, author, signed, items, unlisted }) => ({
    id,
    createdAt,
    author,
    signed,
    itemCount: Object.values(unlisted).reduce((sum, count) => sum + count, items.length),
  }));
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
