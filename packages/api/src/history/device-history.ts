import { readDevice } from "@arterial/db/city/read-devices";
import type { Queryable } from "@arterial/db/pool";
import type { HistoryPoint, HistoryQuery } from "@arterial/db/timeseries/read-history";
import { readDeviceTypical } from "@arterial/db/timeseries/typical-range";
import { type Device, DOMAIN_OF_KIND, type Domain, deviceIdSchema } from "@arterial/domain/device-kind";
import { z } from "zod";
import { requirePermission } from "../actor.ts";
import type { ServiceContext } from "../context.ts";
import { InvalidInputError, NotFoundError } from "../errors.ts";
import { procedure } from "../trpc.ts";
import { isTimeRange, TIME_RANGE_MESSAGE, timeRangeShape } from "./time-range.ts";
import { cityTimeZone, type TypicalPoint, typicalSeries } from "./typical-series.ts";

const channelShape = { deviceId: deviceIdSchema, channel: z.string().max(32), ...timeRangeShape };

export const deviceHistoryInputSchema = z
  .object({
    ...channelShape,
    maxPoints: z.number().int().min(2).max(5000).default(720),
    /** Only what had been received at this moment, epoch ms: for a replay. */
    knownAtMs: z.number().int().min(0).optional(),
  })
  .refine(isTimeRange, { message: TIME_RANGE_MESSAGE });

export const deviceTypicalInputSchema = z
  .object(channelShape)
  .refine(isTimeRange, { message: TIME_RANGE_MESSAGE });

/** What a domain brings for the histories of its devices. */
export interface DomainHistory {
  domain: Domain;
  /** Fields that have a history. */
  channels: readonly string[];
  read: (db: Queryable, query: HistoryQuery) => Promise<HistoryPoint[]>;
}

/** Values of one channel of a device of the domain; null where readings are missing. */
export async function readDeviceHistory(
  ctx: ServiceContext,
  history: DomainHistory,
  input: z.input<typeof deviceHistoryInputSchema>,
): Promise<HistoryPoint[]> {
  requirePermission(ctx.actor, "device.read");
  const { deviceId, channel, from, to, maxPoints, knownAtMs } = deviceHistoryInputSchema.parse(input);
  const device = await requireDevice(ctx, history, deviceId, channel);
  const { expectedIntervalS } = device;
  return history.read(ctx.pool, {
    ...{ deviceId, channel, fromMs: from, toMs: to },
    ...{ maxPoints, expectedIntervalS, knownAtMs },
  });
}

/** What is typical for a channel at each hour of the range; empty while too little is known. */
export async function readDeviceTypicalSeries(
  ctx: ServiceContext,
  history: DomainHistory,
  input: z.input<typeof deviceTypicalInputSchema>,
): Promise<TypicalPoint[]> {
  requirePermission(ctx.actor, "device.read");
  const { deviceId, channel, from, to } = deviceTypicalInputSchema.parse(input);
  await requireDevice(ctx, history, deviceId, channel);
  const ranges = await readDeviceTypical(ctx.pool, { deviceId, channel });
  return typicalSeries(ranges, { fromMs: from, toMs: to, timeZone: await cityTimeZone(ctx.pool) });
}

async function requireDevice(
  ctx: ServiceContext,
  history: DomainHistory,
  deviceId: string,
  channel: string,
): Promise<Device> {
  const { domain, channels } = history;
  const device = await readDevice(ctx.pool, deviceId);
  if (device === undefined || DOMAIN_OF_KIND[device.kind] !== domain) {
    throw new NotFoundError(`${domain} device`, deviceId);
  }
  if (channels.includes(channel)) return device;
  throw new InvalidInputError(
    `"${channel}" is no channel of ${domain} devices; there are ${channels.join(", ")}.`,
  );
}

/** The two procedures that every domain has. */
export function historyProcedures(history: DomainHistory) {
  return {
    deviceHistory: procedure
      .input(deviceHistoryInputSchema)
      .query(({ ctx, input }) => readDeviceHistory(ctx, history, input)),
    deviceTypical: procedure
      .input(deviceTypicalInputSchema)
      .query(({ ctx, input }) => readDeviceTypicalSeries(ctx, history, input)),
  };
}
