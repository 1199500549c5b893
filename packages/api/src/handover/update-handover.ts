import { z } from "zod";
import { type Actor, requirePermission } from "../actor.ts";
import { writeAudit } from "../audit/write-audit.ts";
import type { ServiceContext } from "../context.ts";
import { ConflictError, NotFoundError } from "../errors.ts";
import { fillHandover } from "./fill-handover.ts";
import {
  type HandoverContent,
  type HandoverView,
  handoverIdInputSchema,
  toHandoverView,
} from "./handover.ts";
import { readOpenItems } from "./open-items.ts";

export const updateHandoverInputSchema = z.object({
  id: z.uuid(),
  /** The version that the change was made on. */
  version: z.number().int().min(1),
  summary: z.string().max(10_000).optional(),
  /** What was written to single items, by key. */
  remarks: z.record(z.string().max(300), z.string().max(2000)).optional(),
});

interface Change {
  id: string;
  version?: number | undefined;
  action: string;
  apply(held: HandoverView): { content: HandoverContent; summary?: string; filledAt?: Date };
}

/** Changes the text and remarks of a draft. Throws NotFoundError, and ConflictError when another version is there. */
export async function updateHandover(
  ctx: ServiceContext,
  input: z.input<typeof updateHandoverInputSchema>,
): Promise<HandoverView> {
  const actor = requirePermission(ctx.actor, "handover.write");
  const { id, version, summary, remarks = {} } = updateHandoverInputSchema.parse(input);
  return changeDraft(ctx, actor, {
    id,
    version,
    action: "handover.update",
    apply: ({ items, unlisted }) => ({
      ...(summary === undefined ? {} : { summary }),
      content: {
        items: items.map((item) => ({ ...item, remark: remarks[item.key] ?? item.remark })),
        unlisted,
      },
    }),
  });
}

/** Looks up what is open again; what was written stays. Throws NotFoundError. */
export async function refillHandover(
  ctx: ServiceContext,
  input: z.input<typeof handoverIdInputSchema>,
): Promise<HandoverView> {
  const actor = requirePermission(ctx.actor, "handover.write");
  const { id } = handoverIdInputSchema.parse(input);
  const open = await readOpenItems(ctx);
  return changeDraft(ctx, actor, {
    id,
    action: "handover.refill",
    apply: (held) => ({ content: fillHandover(held.items, open), filledAt: new Date(ctx.now()) }),
  });
}

async function changeDraft(ctx: ServiceContext, actor: Actor, change: Change): Promise<HandoverView> {
  const { id, version, action, apply } = change;
  return ctx.prisma.$transaction(async (tx) => {
    await tx.$queryRaw`select id from handover where id = ${id} for update`;
    const row = await tx.handover.findFirst({ where: { id, signedAt: null } });
    if (row === null) throw new NotFoundError("draft of a handover", id);
    if (version !== undefined && row.version !== version) {
      throw new ConflictError("Somebody else changed this handover meanwhile.");
    }
    const { content, ...rest } = apply(toHandoverView(row));
    const data = { ...rest, ...content, version: row.version + 1 };
    const changed = await tx.handover.update({ where: { id }, data });
    await writeAudit(tx, actor, {
      action,
      subjectType: "handover",
      subjectId: id,
      detail: { version: data.version },
    });
    return toHandoverView(changed);
  });
}
