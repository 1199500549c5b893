import { randomUUID } from "node:crypto";
import { z } from "zod";
import { requirePermission } from "../actor.ts";
import { writeAudit } from "../audit/write-audit.ts";
import type { ServiceContext } from "../context.ts";
import { milestoneSchema, type NoteView, toNoteView } from "./note.ts";

export const createNoteInputSchema = z
  .object({
    text: z.string().trim().max(2000).default(""),
    incidentId: z.string().min(1).max(250).optional(),
    milestone: milestoneSchema.optional(),
    /** When it was so, epoch ms; now when absent. */
    atMs: z.number().int().min(0).optional(),
  })
  .refine(({ text, milestone }) => text !== "" || milestone !== undefined, {
    message: "A note needs a text or a milestone.",
  })
  .refine(({ milestone, incidentId }) => milestone === undefined || incidentId !== undefined, {
    message: "A milestone belongs to an incident.",
  });

/** Writes down what is known of an incident, or what the next shift should know. */
export async function createNote(
  ctx: ServiceContext,
  input: z.input<typeof createNoteInputSchema>,
): Promise<NoteView> {
  const actor = requirePermission(ctx.actor, "note.write");
  const { text, incidentId, milestone, atMs } = createNoteInputSchema.parse(input);
  const now = ctx.now();
  return ctx.prisma.$transaction(async (tx) => {
    const note = await tx.operatorNote.create({
      data: {
        id: randomUUID(),
        text,
        incidentId: incidentId ?? null,
        milestone: milestone ?? null,
        at: new Date(Math.min(atMs ?? now, now)),
        createdAt: new Date(now),
        authorId: actor.id,
        authorName: actor.type === "system" ? actor.id : actor.name,
      },
    });
    const detail = { ...(incidentId ? { incidentId } : {}), ...(milestone ? { milestone } : {}) };
    await writeAudit(tx, actor, { action: "note.create", subjectType: "note", subjectId: note.id, detail });
    return toNoteView(note);
  });
}
