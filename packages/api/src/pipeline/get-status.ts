import { readDevices } from "@arterial/db/city/read-devices";
import { readTier, type Tier } from "@arterial/db/tier";
import { type BackfillState, readBackfills } from "@arterial/db/timeseries/backfill";
import { readLatestObservations } from "@arterial/db/timeseries/latest/read-latest";
import { dataAge } from "@arterial/domain/data-age";
import type { Device } from "@arterial/domain/device-kind";
import { requirePermission } from "../actor.ts";
import type { ServiceContext } from "../context.ts";

/** What is known of the pipeline from the database; the live heartbeat tells the rest. */
export interface PipelineStatus {
  /** The server's clock, epoch ms. */
  at: number;
  /** How time series are stored. */
  tier: Tier;
  /** Of the active devices but feeds of vehicles, as is the total. */
  devicesFresh: number;
  devicesTotal: number;
  /** Time of the newest reading of any device but vehicles, epoch ms; null when there is none. */
  newestAt: number | null;
  backfills: BackfillState[];
}

/** How the pipeline is doing. */
export async function getPipelineStatus(ctx: ServiceContext): Promise<PipelineStatus> {
  requirePermission(ctx.actor, "pipeline.read");
  const [tier, devices, latest, backfills] = await Promise.all([
    readTier(ctx.pool),
    readDevices(ctx.pool),
    readLatestObservations(ctx.pool),
    readBackfills(ctx.pool),
  ]);
  const fixed = devices.filter((device) => device.kind !== "vehicle");
  const newestOf = new Map(latest.map(({ id, ts }) => [id, ts]));
  const now = ctx.now();
  const isFresh = ({ id, expectedIntervalS }: Device) =>
    dataAge({ newestAt: newestOf.get(id) ?? null, now, expectedIntervalS }) === "fresh";
  return {
    at: now,
    tier,
    devicesFresh: fixed.filter(isFresh).length,
    devicesTotal: fixed.length,
    newestAt: latest.reduce<number | null>((newest, { ts }) => Math.max(newest ?? ts, ts), null),
    backfills,
  };
}
