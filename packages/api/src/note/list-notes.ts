import { z } from "zod";
import { requirePermission } from "../actor.ts";
import type { ServiceContext } from "../context.ts";
import { type NoteView, toNoteView } from "./note.ts";

export const listNotesInputSchema = z.object({
  /** The notes of one incident; the open ones of all when absent. */
  incidentId: z.string().min(1).max(250).optional(),
  /** Only what had been written down at this moment, epoch ms. */
  atMs: z.number().int().min(0).optional(),
});

const LIMIT = 500;

/** Notes of an incident, or all that are open, oldest first. */
export async function listNotes(
  ctx: ServiceContext,
  input: z.input<typeof listNotesInputSchema>,
): Promise<NoteView[]> {
  requirePermission(ctx.actor, "note.read");
  const { incidentId, atMs } = listNotesInputSchema.parse(input);
  const rows = await ctx.prisma.operatorNote.findMany({
    where: {
      ...(incidentId === undefined ? { closedAt: null } : { incidentId }),
      ...(atMs === undefined ? {} : { createdAt: { lte: new Date(atMs) } }),
    },
    orderBy: [{ at: "asc" }, { createdAt: "asc" }],
    take: LIMIT,
  });
  return rows.map(toNoteView);
}
