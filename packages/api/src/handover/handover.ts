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
    /** The incident that it was written on; handovers of before do not tell. */
    incidentId: z.string().nullable().default(null),
    /** What that was, and where, as it was known when the handover was filled in; null where nothing was. */
    incident: z.object({ code: z.string(), kind: z.string(), place: z.string() }).nullable().default(null),
  }),
]);
export type HandoverItem = z.infer<typeof handoverItemSchema>;

const countSchema = z.number().int().min(0).default(0);
/** How many of each sort are open and not listed. */
const unlistedSchema = z.object({
  incident: countSchema,
  alarm: countSchema,
  fault: countSchema,
  note: countSchema,
});

/** What a handover was filled in with. */
export interface HandoverContent {
  items: HandoverItem[];
  unlisted: z.infer<typeof unlistedSchema>;
}

export const handoverIdInputSchema = z.object({ id: z.uuid() });

/** What one shift tells the next; times are epoch ms. */
export interface HandoverView extends HandoverContent {
  id: string;
  summary: string;
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
    unlisted: unlistedSchema.parse(row.unlisted),
    version: row.version,
    createdAt: row.createdAt.getTime(),
    author: row.authorName,
    filledAt: row.filledAt.getTime(),
    signed: signedAt === null ? null : { at: signedAt.getTime(), by: signedByName ?? "" },
  };
}
