import { findWorstDevices } from "@arterial/db/timeseries/latest/find-worst-devices";
import { DEVICE_KINDS, deviceKindSchema } from "@arterial/domain/device-kind";
import { z } from "zod";
import { requirePermission } from "../actor.ts";
import type { ServiceContext } from "../context.ts";
import type { DeviceView } from "./device-view.ts";
import { viewDevices } from "./list-devices.ts";

/** More than this no screen shows one by one. */
const MAX_LIMIT = 2_500;

const lon = z.number().min(-180).max(180);
const lat = z.number().min(-90).max(90);

export const devicesInBoundsInputSchema = z.object({
  /** West, south, east, north, degrees. */
  bounds: z.tuple([lon, lat, lon, lat]),
  /** All but feeds of vehicles, which stand nowhere, when none are named. */
  kinds: z
    .array(deviceKindSchema)
    .max(DEVICE_KINDS.length)
    .default(DEVICE_KINDS.filter((kind) => kind !== "vehicle")),
  limit: z.number().int().min(1).max(MAX_LIMIT).default(MAX_LIMIT),
});

/** Devices of a part of the map by id; where there are more, those silent for longest. */
export async function devicesInBounds(
  ctx: ServiceContext,
  input: z.input<typeof devicesInBoundsInputSchema>,
): Promise<{ items: DeviceView[]; total: number }> {
  requirePermission(ctx.actor, "device.read");
  const { bounds, kinds, limit } = devicesInBoundsInputSchema.parse(input);
  const { ids, total } = await findWorstDevices(ctx.pool, { bounds, kinds, nowMs: ctx.now(), limit });
  return { items: await viewDevices(ctx, { ids }), total };
}
