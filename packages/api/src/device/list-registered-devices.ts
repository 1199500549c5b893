import { type DeviceFilter, readRegisteredDevices } from "@arterial/db/city/read-devices";
import type { Device } from "@arterial/domain/device-kind";
import { requirePermission } from "../actor.ts";
import type { ServiceContext } from "../context.ts";

/** All registered devices, or those named, by id: however many they are, and those that are switched off too. */
export async function listRegisteredDevices(
  ctx: ServiceContext,
  filter: Pick<DeviceFilter, "ids" | "kind">,
): Promise<Device[]> {
  requirePermission(ctx.actor, "device.read");
  return readRegisteredDevices(ctx.pool, filter);
}
