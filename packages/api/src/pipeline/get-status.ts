import { readTier, type Tier } from "@arterial/db/tier";
import { type BackfillState, readBackfills } from "@arterial/db/timeseries/backfill";
import { readLatestObservations } from "@arterial/db/timeseries/latest/read-latest";
import { requirePermission } from "../actor.ts";
import type { ServiceContext } from "../context.ts";
import { listDevices } from "../device/list-devices.ts";

/** What is known of the pipeline from the database; the live heartbeat tells the rest. */
export interface PipelineStatus {
  /** The server's clock, epoch ms. */
  at: number;
  /** How time series are stored. */
  tier: Tier;
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
    listDevices(ctx, {}),
    readLatestObservations(ctx.pool),
    readBackfills(ctx.pool),
  ]);
  const fixed = devices.filter((device) => device.kind !== "vehicle");
  return {
    at: ctx.now(),
    tier,
    devicesFresh: fixed.filter((device) => device.health === "fresh").length,
    devicesTotal: fixed.length,
    newestAt: latest.reduce<number | null>((newest, { ts }) => Math.max(newest ?? ts, ts), null),
    backfills,
  };
}
