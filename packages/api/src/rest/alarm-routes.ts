import type { EpisodeDetail } from "@arterial/db/timeseries/live-recording/episodes";
import { z } from "zod";
import { listAlarms } from "../alarm/list-alarms.ts";
import {
  cursorSchema,
  decodeCursor,
  encodeCursor,
  flagSchema,
  isoSchema,
  limitSchema,
  pageOf,
  pageSchema,
  rangeShape,
  toIso,
  toIsoOrNull,
} from "./fields.ts";
import { defineRoute } from "./route.ts";

const alarmSchema = z.object({
  id: z.string(),
  severity: z.number().meta({ description: "1 is the worst, 4 the least" }),
  kind: z.string(),
  code: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
  raisedAt: isoSchema,
  clearedAt: isoSchema.nullable(),
});

const listRoute = defineRoute({
  path: "/alarms",
  operationId: "listAlarms",
  summary: "What was abnormal, newest first, each as it was when it was raised",
  role: "viewer",
  input: z.object({
    isOpen: flagSchema.optional(),
    ...rangeShape,
    limit: limitSchema,
    cursor: cursorSchema.optional(),
  }),
  output: pageSchema(alarmSchema),
  async answer(ctx, { isOpen, from, to, limit, cursor }) {
    const after = cursor === undefined ? undefined : decodeCursor(cursor, z.tuple([z.number(), z.string()]));
    const alarms = await listAlarms(ctx, { isOpen, fromMs: from, toMs: to, limit: limit + 1, after });
    const { rows, nextCursor } = pageOf(alarms, limit, ({ knownAt, id }) => encodeCursor([knownAt, id]));
    return { items: rows.map(toItem), nextCursor };
  },
});

function toItem({ knownAt, goneAt, ...alarm }: EpisodeDetail): z.input<typeof alarmSchema> {
  return { ...alarm, raisedAt: toIso(knownAt), clearedAt: toIsoOrNull(goneAt) };
}

export const ALARM_ROUTES = [listRoute];
