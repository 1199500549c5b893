import type { ObservationKey, StoredObservation } from "@arterial/db/timeseries/read-observations";
import { type DeviceKind, deviceIdSchema, deviceKindSchema } from "@arterial/domain/device-kind";
import { z } from "zod";
import { listObservations } from "../observation/list-observations.ts";
import {
  cursorSchema,
  decodeCursor,
  encodeCursor,
  isoSchema,
  limitSchema,
  pageOf,
  pageSchema,
  rangeShape,
  toIso,
} from "./fields.ts";
import { defineRoute } from "./route.ts";

const observationSchema = z
  .looseObject({
    device: z.string(),
    kind: deviceKindSchema,
    ts: isoSchema,
    receivedAt: isoSchema,
    isLate: z.boolean().meta({ description: "it came too late for every window: stored, and in no metric" }),
  })
  .meta({ description: "A reading: these fields and those it was sent with" });

const keySchema = z
  .tuple([z.number(), z.string()], z.union([z.string(), z.number()]))
  .transform((key): ObservationKey => key);

const listRoute = defineRoute({
  path: "/observations",
  operationId: "listObservations",
  summary: "Readings of one kind, oldest first; those of several vehicle feeds feed by feed",
  role: "viewer; analyst for vehicles",
  input: z.object({
    kind: deviceKindSchema,
    device: deviceIdSchema.optional(),
    ...rangeShape,
    limit: limitSchema,
    cursor: cursorSchema.optional(),
  }),
  output: pageSchema(observationSchema),
  async answer(ctx, { kind, device, from, to, limit, cursor }) {
    const after = cursor === undefined ? undefined : decodeCursor(cursor, keySchema);
    const query = { kind, deviceId: device, fromMs: from, toMs: to, limit: limit + 1, after };
    const { rows, nextCursor } = pageOf(await listObservations(ctx, query), limit, (row) =>
      encodeCursor(row.key),
    );
    return { items: rows.map((row) => toItem(kind, row)), nextCursor };
  },
});

function toItem(
  kind: DeviceKind,
  { deviceId, receivedAt, isLate, reading }: StoredObservation,
): z.input<typeof observationSchema> {
  return { device: deviceId, kind, ...reading, ts: toIso(reading.ts), receivedAt: toIso(receivedAt), isLate };
}

export const OBSERVATION_ROUTES = [listRoute];
