import type { Prisma } from "@arterial/db/prisma";
import { z } from "zod";

/**
 * Milestones of an incident that people report: verified, response dispatched, response on scene, lanes open, response
 * gone (FHWA, Traffic Incident Management performance measures). T0, T1 and T7 are told by the data.
 */
export const MILESTONES = ["T2", "T3", "T4", "T5", "T6"] as const;
export const milestoneSchema = z.enum(MILESTONES);

/** What an operator wrote down; times are epoch ms. */
export interface NoteView {
  id: string;
  incidentId: string | null;
  milestone: (typeof MILESTONES)[number] | null;
  text: string;
  /** When it was so. */
  at: number;
  /** When it was written down. */
  createdAt: number;
  author: string;
  closedAt: number | null;
}

export function toNoteView(row: Prisma.OperatorNoteModel): NoteView {
  return {
    id: row.id,
    incidentId: row.incidentId,
    milestone: milestoneSchema.nullable().parse(row.milestone),
    text: row.text,
    at: row.at.getTime(),
    createdAt: row.createdAt.getTime(),
    author: row.authorName,
    closedAt: row.closedAt?.getTime() ?? null,
  };
}
