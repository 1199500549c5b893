import { readNearestDevice } from "@arterial/db/city/read-devices";
import { z } from "zod";
import { requirePermission } from "../actor.ts";
import type { ServiceContext } from "../context.ts";

export const nearestCameraInputSchema = z.object({
  /** Longitude and latitude, degrees. */
  point: z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)]),
});

/** The camera that stands nearest to a place; null when the city has none. */
export async function nearestCamera(
  ctx: ServiceContext,
  input: z.input<typeof nearestCameraInputSchema>,
): Promise<{ id: string; lon: number; lat: number } | null> {
  requirePermission(ctx.actor, "device.read");
  const { point } = nearestCameraInputSchema.parse(input);
  const camera = await readNearestDevice(ctx.pool, { kind: "camera", point });
  return camera ? { id: camera.id, lon: camera.lon, lat: camera.lat } : null;
}
