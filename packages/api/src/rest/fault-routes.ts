import { deviceIdSchema, deviceKindSchema } from "@arterial/domain/device-kind";
import { faultClassSchema } from "@arterial/domain/quality/fault-class";
import { faultEvidenceSchema, type SensorFault } from "@arterial/domain/quality/sensor-fault";
import { z } from "zod";
import { listFaults } from "../fault/list-faults.ts";
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

const faultItemSchema = z.object({
  device: z.string(),
  kind: deviceKindSchema,
  faultClass: faultClassSchema,
  since: isoSchema,
  foundAt: isoSchema,
  endedAt: isoSchema.nullable(),
  evidence: faultEvidenceSchema,
});

const listRoute = defineRoute({
  path: "/faults",
  operationId: "listSensorFaults",
  summary: "Faults of sensors with their evidence, newest first",
  role: "viewer",
  input: z.object({
    device: deviceIdSchema.optional(),
    isOpen: flagSchema.optional(),
    ...rangeShape,
    limit: limitSchema,
    cursor: cursorSchema.optional(),
  }),
  output: pageSchema(faultItemSchema),
  async answer(ctx, { device, isOpen, from, to, limit, cursor }) {
    const keySchema = z.tuple([z.number(), z.string(), z.string()]);
    const after = cursor === undefined ? undefined : decodeCursor(cursor, keySchema);
    const query = { deviceId: device, isOpen, fromMs: from, toMs: to, limit: limit + 1, after };
    const { rows, nextCursor } = pageOf(await listFaults(ctx, query), limit, (fault) =>
      encodeCursor([fault.foundAt, fault.deviceId, fault.faultClass]),
    );
    return { items: rows.map(toItem), nextCursor };
  },
});

function toItem({
  deviceId,
  kind,
  faultClass,
  evidence,
  ...times
}: SensorFault): z.input<typeof faultItemSchema> {
  return {
    device: deviceId,
    kind,
    faultClass,
    since: toIso(times.since),
    foundAt: toIso(times.foundAt),
    endedAt: toIsoOrNull(times.endedAt),
    evidence,
  };
}

export const FAULT_ROUTES = [listRoute];
