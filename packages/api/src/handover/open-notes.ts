import { readNewestEpisodes } from "@arterial/db/timeseries/incident/episodes";
import type { AbnormalItem } from "@arterial/domain/live/frame";
import { requirePermission } from "../actor.ts";
import type { ServiceContext } from "../context.ts";
import type { readAsOfNow } from "../incident/last-known-item.ts";
import { type NoteView, toNoteView } from "../note/note.ts";
import type { HandoverItem } from "./handover.ts";

type NoteItem = Extract<HandoverItem, { type: "note" }>;

/** All notes that are open, oldest first: a handover has to know each, to tell which are over. */
export async function readOpenNotes(ctx: ServiceContext): Promise<NoteView[]> {
  requirePermission(ctx.actor, "note.read");
  const rows = await ctx.prisma.operatorNote.findMany({
    where: { closedAt: null },
    orderBy: [{ at: "asc" }, { createdAt: "asc" }, { id: "asc" }],
  });
  return rows.map(toNoteView);
}

/** Notes as items of a handover, each with its incident: one of those that are `open`, or one that is over. */
export async function noteItems(
  ctx: ServiceContext,
  notes: readonly NoteView[],
  list: { open: readonly AbnormalItem[]; asOfNow: Awaited<ReturnType<typeof readAsOfNow>> },
): Promise<NoteItem[]> {
  const incidents = new Map(list.open.map((item) => [item.id, item]));
  const ids = new Set(notes.flatMap(({ incidentId }) => incidentId ?? []));
  const overIds = [...ids].filter((id) => !incidents.has(id));
  const over = await readNewestEpisodes(ctx.pool, { ids: overIds, atMs: ctx.now() });
  for (const item of over.map(list.asOfNow)) incidents.set(item.id, item);
  return notes.map(({ id, text, milestone, author, at, incidentId }) => {
    const item = incidentId === null ? undefined : incidents.get(incidentId);
    const incident = item ? { code: item.code, kind: item.kind, place: placeOf(item) } : null;
    const note = { type: "note" as const, key: `note ${id}`, id, text, milestone, author, since: at };
    return { ...note, remark: "", isOver: false, incidentId, incident };
  });
}

function placeOf({ params: { place, name }, subject }: AbnormalItem): string {
  return String(place || name || subject.id);
}
