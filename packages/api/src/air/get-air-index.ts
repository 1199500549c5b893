import { readDevice } from "@arterial/db/city/read-devices";
import { readStationHours } from "@arterial/db/timeseries/air/read-station-hours";
import { NOWCAST_HOURS } from "@arterial/domain/air/nowcast";
import { type StationIndex, stationIndex } from "@arterial/domain/air/station-index";
import { deviceIdSchema } from "@arterial/domain/device-kind";
import { z } from "zod";
import { requirePermission } from "../actor.ts";
import type { ServiceContext } from "../context.ts";
import { NotFoundError } from "../errors.ts";

const HOUR_MS = 3_600_000;

export const airIndexInputSchema = z.object({
  deviceId: deviceIdSchema,
  /** Instant whose last complete hours are looked at, epoch ms. */
  at: z.number().int().nonnegative(),
  /** Only what had been received at this moment, epoch ms: for a replay. */
  knownAtMs: z.number().int().nonnegative().optional(),
});

/** The air quality of a station by its last twelve complete clock hours before an instant. */
export async function getAirIndex(
  ctx: ServiceContext,
  input: z.input<typeof airIndexInputSchema>,
): Promise<StationIndex & { untilAt: number }> {
  requirePermission(ctx.actor, "device.read");
  const { deviceId, at, knownAtMs } = airIndexInputSchema.parse(input);
  const device = await readDevice(ctx.pool, deviceId);
  if (device?.kind !== "air") throw new NotFoundError("air device", deviceId);
  const untilAt = Math.floor(at / HOUR_MS) * HOUR_MS;
  const fromMs = untilAt - NOWCAST_HOURS * HOUR_MS;
  const rows = await readStationHours(ctx.pool, { deviceId, fromMs, toMs: untilAt, knownAtMs });
  const byStart = new Map(rows.map((row) => [row.startAt, row]));
  const newestFirst = Array.from(
    { length: NOWCAST_HOURS },
    (_, age) => byStart.get(untilAt - (age + 1) * HOUR_MS) ?? null,
  );
  return { untilAt, ...stationIndex(newestFirst) };
}
