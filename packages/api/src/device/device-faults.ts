import { deviceIdSchema } from "@arterial/domain/device-kind";
import type { SensorFault } from "@arterial/domain/quality/sensor-fault";
import { z } from "zod";
import type { ServiceContext } from "../context.ts";
import { listFaults } from "../fault/list-faults.ts";

export const deviceFaultsInputSchema = z.object({
  id: deviceIdSchema,
  /** The moment that is looked at, epoch ms; now when absent. What was found later is not told, what ended later is open. */
  atMs: z.number().int().min(0).optional(),
});

/** How far back the faults of a device are told, ms, and how many at most. */
const PAST_MS = 28 * 24 * 60 * 60 * 1000;
const LIMIT = 50;
/** Faults are found by the devices' times, which may be ahead of the server's, ms. */
const AHEAD_MS = 60_000;

/** Faults of one device in the weeks before the moment that is looked at, open ones first, then the newest. */
export async function readDeviceFaults(
  ctx: ServiceContext,
  input: z.input<typeof deviceFaultsInputSchema>,
): Promise<SensorFault[]> {
  const { id, atMs } = deviceFaultsInputSchema.parse(input);
  const shownAt = atMs ?? ctx.now();
  const toMs = atMs === undefined ? shownAt + AHEAD_MS : atMs + 1;
  const range = { deviceId: id, atMs, toMs, limit: LIMIT };
  const [open, ended] = await Promise.all([
    listFaults(ctx, { ...range, fromMs: 0, isOpen: true }),
    listFaults(ctx, { ...range, fromMs: shownAt - PAST_MS, isOpen: false }),
  ]);
  return [...open, ...ended];
}
