import { readDevice } from "@arterial/db/city/read-devices";
import { readLatestObservations } from "@arterial/db/timeseries/latest/read-latest";
import { readFeedTimes } from "@arterial/db/timeseries/traffic/read-feed-times";
import { deviceIdSchema } from "@arterial/domain/device-kind";
import { z } from "zod";
import { requirePermission } from "../actor.ts";
import type { ServiceContext } from "../context.ts";
import { NotFoundError } from "../errors.ts";
import { type DeviceView, toDeviceView } from "./device-view.ts";

export const getDeviceInputSchema = z.object({ id: deviceIdSchema });

/** One device with its latest reading. Throws NotFoundError. */
export async function getDevice(
  ctx: ServiceContext,
  input: z.input<typeof getDeviceInputSchema>,
): Promise<DeviceView> {
  requirePermission(ctx.actor, "device.read");
  const { id } = getDeviceInputSchema.parse(input);
  const device = await readDevice(ctx.pool, id);
  if (device === undefined) throw new NotFoundError("device", id);
  const [latest] =
    device.kind === "vehicle"
      ? await readFeedTimes(ctx.pool, [id])
      : await readLatestObservations(ctx.pool, [id]);
  return toDeviceView(device, latest, ctx.now());
}
