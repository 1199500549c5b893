import { deviceIdSchema, deviceSchema } from "@arterial/domain/device-kind";
import { z } from "zod";
import { requirePermission } from "../actor.ts";
import { writeAudit } from "../audit/write-audit.ts";
import type { ServiceContext } from "../context.ts";
import { NotFoundError } from "../errors.ts";
import { requireKnownPlaces } from "./require-known-places.ts";

const { name, lon, lat, headingDeg, zoneId, expectedIntervalS, capacity } = deviceSchema.shape;

export const updateDeviceInputSchema = z.object({
  id: deviceIdSchema,
  name: name.unwrap().optional(),
  lon: lon.optional(),
  lat: lat.optional(),
  headingDeg,
  zoneId,
  expectedIntervalS: expectedIntervalS.optional(),
  capacity,
  /** A device that is switched off is refused by the broker and left out of lists; its readings stay. */
  isActive: z.boolean().optional(),
});

/** Changes a device's facts or switches it on or off. Throws NotFoundError, InvalidInputError. */
export async function updateDevice(
  ctx: ServiceContext,
  input: z.input<typeof updateDeviceInputSchema>,
): Promise<void> {
  const actor = requirePermission(ctx.actor, "device.write");
  const { id, ...given } = updateDeviceInputSchema.parse(input);
  const changes = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  await requireKnownPlaces(ctx.pool, [{ id, zoneId: given.zoneId }]);
  await ctx.prisma.$transaction(async (tx) => {
    const { count } = await tx.device.updateMany({ where: { id }, data: changes });
    if (count === 0) throw new NotFoundError("device", id);
    await writeAudit(tx, actor, {
      action: "device.update",
      subjectType: "device",
      subjectId: id,
      detail: changes,
    });
  });
}
