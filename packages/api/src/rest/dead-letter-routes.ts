import type { DeadLetterReplay } from "@arterial/db/timeseries/dead-letter/replays";
import { z } from "zod";
import type { DeadLetterView } from "../dead-letter/dead-letter-view.ts";
import { getDeadLetter } from "../dead-letter/get-dead-letter.ts";
import { listDeadLetters } from "../dead-letter/list-dead-letters.ts";
import { replayDeadLetter } from "../dead-letter/replay-dead-letter.ts";
import {
  cursorSchema,
  decodeCursor,
  encodeCursor,
  isoSchema,
  limitSchema,
  pageSchema,
  toIso,
  toIsoOrNull,
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
  repeats: z.number().meta({ description: "how often the same message came again within a day" }),
  repeatedAt: isoSchema.nullable().meta({ description: "when it came again last" }),
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
  repeatedAt,
  ...letter
}: DeadLetterView): z.input<typeof deadLetterSchema> {
  return {
    ...letter,
    device: deviceId,
    receivedAt: toIso(receivedAt),
    replayedAt: toIsoOrNull(replayedAt),
    repeatedAt: toIsoOrNull(repeatedAt),
  };
}

const replaySchema = z.object({
  id: z.number(),
  letterId: z.number(),
  topic: z.string(),
  requestedAt: isoSchema,
  state: z.enum(["waiting", "accepted", "refused"]),
  doneAt: isoSchema.nullable(),
  accepted: z.number().nullable().meta({ description: "readings that are stored now" }),
  refused: z.number().nullable().meta({ description: "readings that became dead letters again" }),
});

const idSchema = z
  .string()
  .regex(/^\d{1,15}$/)
  .transform(Number);

const getRoute = defineRoute({
  path: "/dead-letters/{id}",
  operationId: "getDeadLetter",
  summary: "One refused reading with all of its bytes and its latest replay",
  role: "supervisor",
  input: z.object({ id: idSchema }),
  output: deadLetterSchema.extend({ replay: replaySchema.nullable() }),
  async answer(ctx, { id }) {
    const { replay, ...letter } = await getDeadLetter(ctx, { id });
    return { ...toItem(letter), replay: replay === null ? null : toReplay(replay) };
  },
});

const replayRoute = defineRoute({
  method: "POST",
  path: "/dead-letters/{id}/replay",
  operationId: "replayDeadLetter",
  summary: "Sends a refused reading again, corrected or as it came; asked twice, it is sent once",
  role: "supervisor",
  input: z.object({
    id: idSchema,
    payloadText: z.string().optional().meta({ description: "the corrected payload as text" }),
    payloadBase64: z
      .base64()
      .optional()
      .meta({ description: "the corrected payload; instead of payloadText" }),
    topic: z.string().max(200).optional().meta({ description: "the corrected topic" }),
  }),
  output: replaySchema.extend({ isNew: z.boolean() }),
  async answer(ctx, { id, payloadText, payloadBase64, topic }) {
    const corrected =
      payloadText === undefined ? payloadBase64 : Buffer.from(payloadText, "utf8").toString("base64");
    const { isNew, ...replay } = await replayDeadLetter(ctx, {
      id,
      ...(corrected === undefined ? {} : { payloadBase64: corrected }),
      ...(topic === undefined ? {} : { topic }),
    });
    return { ...toReplay(replay), isNew };
  },
});

function toReplay(replay: DeadLetterReplay): z.input<typeof replaySchema> {
  const { requestedAt, doneAt, refused } = replay;
  return {
    ...replay,
    requestedAt: toIso(requestedAt),
    state: doneAt === null ? "waiting" : refused === 0 ? "accepted" : "refused",
    doneAt: toIsoOrNull(doneAt),
  };
}

export const DEAD_LETTER_ROUTES = [listRoute, getRoute, replayRoute];
