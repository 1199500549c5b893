import { readDevices } from "@arterial/db/city/read-devices";
import { readLatestObservations } from "@arterial/db/timeseries/latest/read-latest";
import { readFeedTimes } from "@arterial/db/timeseries/traffic/read-feed-times";
import { deviceKindSchema } from "@arterial/domain/device-kind";
import { z } from "zod";
import { requirePermission } from "../actor.ts";
import type { ServiceContext } from "../context.ts";
import { type DeviceView, toDeviceView } from "./device-view.ts";

export const listDevicesInputSchema = z.object({ kind: deviceKindSchema.optional() });

/** All active devices, or those of one kind, by id. A feed of vehicles has no values of its own. */
export async function listDevices(
  ctx: ServiceContext,
  input: z.input<typeof listDevicesInputSchema>,
): Promise<DeviceView[]> {
  requirePermission(ctx.actor, "device.read");
  const { kind } = listDevicesInputSchema.parse(input);
  const devices = await readDevices(ctx.pool);
  const wanted = devices.filter((device) => kind === undefined || device.kind === kind);
  const feeds = wanted.filter((device) => device.kind === "vehicle").map((device) => device.id);
  const latest = [...(await readLatestObservations(ctx.pool)), ...(await readFeedTimes(ctx.pool, feeds))];
  const latestById = new Map(latest.map((value) => [value.id, value]));
  return wanted.map((device) => toDeviceView(device, latestById.get(device.id), ctx.now()));
}
