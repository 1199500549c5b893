import type { Prisma } from "@arterial/db/prisma";
import { faultClassSchema } from "@arterial/domain/quality/fault-class";
import { z } from "zod";
import { milestoneSchema } from "../note/note.ts";

/** What every item of a handover has: its key, what was written to it, and whether it was over when last looked at. */
const common = {
  key: z.string().min(1).max(300),
  remark: z.string().max(2000),
  /** It was open when it was filled in and is not any more. */
  isOver: z.boolean(),
  since: z.number(),
};

/** One open thing that the next shift takes over; times are epoch ms. */
export const handoverItemSchema = z.discriminatedUnion("type", [
  z.object({
    ...common,
    /** Incidents are of traffic, alarms of everything else; both are on the list of what is abnormal. */
    type: z.enum(["incident", "alarm"]),
    id: z.string(),
    severity: z.number().int().min(1).max(4),
    code: z.string(),
    kind: z.string(),
    params: z.record(z.string(), z.union([z.string(), z.number()])),
  }),
  z.object({
    ...common,
    type: z.literal("fault"),
    deviceId: z.string(),
    deviceName: z.string(),
    faultClass: faultClassSchema,
  }),
  z.object({
    ...common,
    type: z.literal("note"),
    id: z.string(),
    text: z.string(),
    /** Handovers signed before milestones were kept apart have it in their text. */
    milestone: milestoneSchema.nullable().default(null),
    author: z.string(),
  }),
]);
export type HandoverItem = z.infer<typeof handoverItemSchema>;

export const handoverIdInputSchema = z.object({ id: z.uuid() });

/** What one shift tells the next; times are epoch ms. */
export interface HandoverView {
  id: string;
  summary: string;
  items: HandoverItem[];
  /** Grows with every change. */
  version: number;
  createdAt: number;
  author: string;
  /** When the open items were last looked up. */
  filledAt: number;
  signed: { at: number; by: string } | null;
}

export function toHandoverView(row: Prisma.HandoverModel): HandoverView {
  const { signedAt, signedByName } = row;
  return {
    id: row.id,
    summary: row.summary,
    items: z.array(handoverItemSchema).parse(row.items),
    version: row.version,
    createdAt: row.createdAt.getTime(),
    author: row.authorName,
    filledAt: row.filledAt.getTime(),
    signed: signedAt === null ? null : { at: signedAt.getTime(), by: signedByName ?? "" },
  };
}
