import { randomUUID } from "node:crypto";
import { requirePermission } from "../actor.ts";
import { writeAudit } from "../audit/write-audit.ts";
import type { ServiceContext } from "../context.ts";
import { fillHandover } from "./fill-handover.ts";
import { type HandoverView, toHandoverView } from "./handover.ts";
import { readOpenItems } from "./open-items.ts";

/** The draft of the shift, filled in with everything that is open; the one there is when somebody began it already. */
export async function startHandover(ctx: ServiceContext): Promise<HandoverView> {
  const actor = requirePermission(ctx.actor, "handover.write");
  const { items, unlisted } = fillHandover([], await readOpenItems(ctx));
  const now = new Date(ctx.now());
  const id = randomUUID();
  return ctx.prisma.$transaction(async (tx) => {
    const { count } = await tx.handover.createMany({
      data: [
        {
          id,
          summary: "",
          items,
          unlisted,
          version: 1,
          createdAt: now,
          filledAt: now,
          authorName: actor.type === "system" ? actor.id : actor.name,
        },
      ],
      // Of two who begin at once the second gets the first one's draft.
      skipDuplicates: true,
    });
    if (count > 0) {
      await writeAudit(tx, actor, { action: "handover.start", subjectType: "handover", subjectId: id });
    }
    return toHandoverView(await tx.handover.findFirstOrThrow({ where: { signedAt: null } }));
  });
}
