import { z } from "zod";
import { type DeadLetterView, listDeadLetters } from "../dead-letter/list-dead-letters.ts";
import {
  cursorSchema,
  decodeCursor,
  encodeCursor,
  isoSchema,
  limitSchema,
  pageSchema,
  toIso,
} from "./fields.ts";
import { defineRoute } from "./route.ts";

const deadLetterSchema = z.object({
  id: z.number(),
  receivedAt: isoSchema,
  topic: z.string(),
  device: z.string().nullable(),
  kind: z.string().nullable(),
  reason: z.string(),
  detail: z.string().nullable(),
  payloadBytes: z.number().meta({ description: "size of the whole payload" }),
  payloadText: z
    .string()
    .nullable()
    .meta({ description: "the payload where it is UTF-8, at most 16 KiB of it" }),
  payloadBase64: z.string().meta({ description: "the payload, at most its first 16 KiB" }),
  replayedAt: isoSchema.nullable(),
});

const MAX_PAGE = 500;

const listRoute = defineRoute({
  path: "/dead-letters",
  operationId: "listDeadLetters",
  summary: "Refused readings with their reason and original bytes, newest first",
  role: "supervisor",
  input: z.object({
    device: z.string().max(64).optional(),
    limit: limitSchema,
    cursor: cursorSchema.optional(),
  }),
  output: pageSchema(deadLetterSchema),
  async answer(ctx, { device, limit, cursor }) {
    const [beforeId] = cursor === undefined ? [] : decodeCursor(cursor, z.tuple([z.string()]));
    const page = await listDeadLetters(ctx, {
      limit: Math.min(limit, MAX_PAGE),
      ...(device === undefined ? {} : { device }),
      ...(beforeId === undefined ? {} : { cursor: beforeId }),
    });
    return {
      items: page.items.map(toItem),
      nextCursor: page.nextCursor === null ? null : encodeCursor([page.nextCursor]),
    };
  },
});

function toItem({
  deviceId,
  receivedAt,
  replayedAt,
  ...letter
}: DeadLetterView): z.input<typeof deadLetterSchema> {
  return {
    ...letter,
    device: deviceId,
    receivedAt: toIso(receivedAt),
    replayedAt: replayedAt === null ? null : toIso(replayedAt),
  };
}

export const DEAD_LETTER_ROUTES = [listRoute];
