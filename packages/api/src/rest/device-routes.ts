import { DATA_AGES } from "@arterial/domain/data-age";
import { deviceIdSchema, deviceKindSchema, deviceSchema } from "@arterial/domain/device-kind";
import { z } from "zod";
import type { DeviceView } from "../device/device-view.ts";
import { getDevice } from "../device/get-device.ts";
import { listDevices } from "../device/list-devices.ts";
import {
  cursorSchema,
  decodeCursor,
  encodeCursor,
  isoSchema,
  limitSchema,
  pageOf,
  pageSchema,
  toIso,
} from "./fields.ts";
import { defineRoute } from "./route.ts";

const deviceItemSchema = deviceSchema.extend({
  name: z.string(),
  health: z.enum(DATA_AGES).meta({ description: "age of the latest reading against expectedIntervalS" }),
  latest: z
    .object({ ts: isoSchema, receivedAt: isoSchema, values: z.record(z.string(), z.unknown()) })
    .nullable(),
});

const listRoute = defineRoute({
  path: "/devices",
  operationId: "listDevices",
  summary: "Active devices by id, with their latest reading",
  role: "viewer",
  input: z.object({
    kind: deviceKindSchema.optional(),
    limit: limitSchema,
    cursor: cursorSchema.optional(),
  }),
  output: pageSchema(deviceItemSchema),
  async answer(ctx, { kind, limit, cursor }) {
    const [afterId] = cursor === undefined ? [] : decodeCursor(cursor, z.tuple([deviceIdSchema]));
    const devices = await listDevices(ctx, { kind, afterId, limit: limit + 1 });
    const { rows, nextCursor } = pageOf(devices, limit, (device) => encodeCursor([device.id]));
    return { items: rows.map(toItem), nextCursor };
  },
});

const getRoute = defineRoute({
  path: "/devices/{id}",
  operationId: "getDevice",
  summary: "One device with its latest reading",
  role: "viewer",
  input: z.object({ id: deviceIdSchema }),
  output: deviceItemSchema,
  answer: async (ctx, { id }) => toItem(await getDevice(ctx, { id })),
});

function toItem({ latest, ageMs: _ageMs, ...device }: DeviceView): z.input<typeof deviceItemSchema> {
  return {
    ...device,
    latest:
      latest === null
        ? null
        : { ts: toIso(latest.ts), receivedAt: toIso(latest.receivedAt), values: latest.values },
  };
}

export const DEVICE_ROUTES = [listRoute, getRoute];
