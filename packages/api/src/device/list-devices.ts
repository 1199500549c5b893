import { type DeviceFilter, findDevices } from "@arterial/db/city/read-devices";
import { readLatestObservations } from "@arterial/db/timeseries/latest/read-latest";
import { readFeedTimes } from "@arterial/db/timeseries/traffic/read-feed-times";
import { deviceIdSchema, deviceKindSchema } from "@arterial/domain/device-kind";
import { z } from "zod";
import { requirePermission } from "../actor.ts";
import type { ServiceContext } from "../context.ts";
import { type DeviceView, toDeviceView } from "./device-view.ts";

/** A page of REST and one more, by which it is told whether another follows. */
const MAX_LIMIT = 1_001;

export const listDevicesInputSchema = z.object({
  kind: deviceKindSchema.optional(),
  afterId: deviceIdSchema.optional(),
  limit: z.number().int().min(1).max(MAX_LIMIT).default(100),
});

/** A page of the active devices, or of those of one kind, by id. */
export async function listDevices(
  ctx: ServiceContext,
  input: z.input<typeof listDevicesInputSchema>,
): Promise<DeviceView[]> {
  requirePermission(ctx.actor, "device.read");
  return viewDevices(ctx, listDevicesInputSchema.parse(input));
}

/** Devices with what they said last. A feed of vehicles has no values of its own. */
export async function viewDevices(ctx: ServiceContext, filter: DeviceFilter): Promise<DeviceView[]> {
  const devices = await findDevices(ctx.pool, filter);
  const [feeds, others] = [true, false].map((isFeed) =>
    devices.filter(({ kind }) => (kind === "vehicle") === isFeed).map(({ id }) => id),
  );
  const [latest, times] = await Promise.all([
    readLatestObservations(ctx.pool, others),
    readFeedTimes(ctx.pool, feeds ?? []),
  ]);
  const latestById = new Map([...latest, ...times].map((value) => [value.id, value]));
  return devices.map((device) => toDeviceView(device, latestById.get(device.id), ctx.now()));
}
