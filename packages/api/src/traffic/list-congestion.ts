import { type AnomalyQuery, readAnomalies } from "@arterial/db/timeseries/traffic/anomalies";
import { type BottleneckQuery, readBottlenecks } from "@arterial/db/timeseries/traffic/bottlenecks";
import { type QueueQuery, readOpenQueues, readQueues } from "@arterial/db/timeseries/traffic/queues";
import type { Anomaly } from "@arterial/domain/traffic/anomaly";
import type { Bottleneck } from "@arterial/domain/traffic/bottleneck";
import type { Queue } from "@arterial/domain/traffic/queue";
import { requirePermission } from "../actor.ts";
import type { ServiceContext } from "../context.ts";

/** Queues that have not ended, the longest first. */
export async function listQueuesNow(ctx: ServiceContext): Promise<Queue[]> {
  requirePermission(ctx.actor, "traffic.read");
  return readOpenQueues(ctx.pool);
}

/** Queues by the time at which they began, newest first. */
export async function listQueues(ctx: ServiceContext, query: QueueQuery): Promise<Queue[]> {
  requirePermission(ctx.actor, "traffic.read");
  return readQueues(ctx.pool, query);
}

/** Bottlenecks by the time at which they began, newest first. */
export async function listBottlenecks(ctx: ServiceContext, query: BottleneckQuery): Promise<Bottleneck[]> {
  requirePermission(ctx.actor, "traffic.read");
  return readBottlenecks(ctx.pool, query);
}

/** Anomalies by the time at which they began, newest first. */
export async function listAnomalies(ctx: ServiceContext, query: AnomalyQuery): Promise<Anomaly[]> {
  requirePermission(ctx.actor, "traffic.read");
  return readAnomalies(ctx.pool, query);
}
