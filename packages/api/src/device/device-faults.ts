import { deviceIdSchema } from "@arterial/domain/device-kind";
import type { SensorFault } from "@arterial/domain/quality/sensor-fault";
import { z } from "zod";
import type { ServiceContext } from "../context.ts";
import { listFaults } from "../fault/list-faults.ts";

export const deviceFaultsInputSchema = z.object({ id: deviceIdSchema });

/** How far back the faults of a device are told, ms, and how many at most. */
const PAST_MS = 28 * 24 * 60 * 60 * 1000;
const LIMIT = 50;

/** Faults of one device in the last weeks, open ones first, then the newest. */
export async function readDeviceFaults(
  ctx: ServiceContext,
  input: z.input<typeof deviceFaultsInputSchema>,
): Promise<SensorFault[]> {
  const { id } = deviceFaultsInputSchema.parse(input);
  const now = ctx.now();
  const range = { deviceId: id, toMs: now + 60_000, limit: LIMIT };
  const [open, ended] = await Promise.all([
    listFaults(ctx, { ...range, fromMs: 0, isOpen: true }),
    listFaults(ctx, { ...range, fromMs: now - PAST_MS, isOpen: false }),
  ]);
  return [...open, ...ended];
}
