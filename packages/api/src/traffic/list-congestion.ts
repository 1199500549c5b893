import { type AnomalyQuery, readAnomalies } from "@arterial/db/timeseries/traffic/anomalies";
import { type BottleneckQuery, readBottlenecks } from "@arterial/db/timeseries/traffic/bottlenecks";
import {
  type QueuePoint,
  type QueueQuery,
  readOpenQueues,
  readQueueGrowth,
  readQueues,
} from "@arterial/db/timeseries/traffic/queues";
import type { Anomaly } from "@arterial/domain/traffic/anomaly";
import type { Bottleneck } from "@arterial/domain/traffic/bottleneck";
import type { Queue } from "@arterial/domain/traffic/queue";
import { z } from "zod";
import { requirePermission } from "../actor.ts";
import type { ServiceContext } from "../context.ts";
import { NotFoundError } from "../errors.ts";
import { type CorridorPiece, readCorridor } from "./queue-corridor.ts";

export const queueIdSchema = z.string().min(1).max(200);
export const getQueueInputSchema = z.object({ id: queueIdSchema });

/** A queue, its minutes so far, and the road that it stands on. */
export interface QueueView {
  queue: Queue;
  growth: QueuePoint[];
  corridor: CorridorPiece[];
}

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

/** One queue with its growth. Throws NotFoundError. */
export async function getQueue(
  ctx: ServiceContext,
  input: z.input<typeof getQueueInputSchema>,
): Promise<QueueView> {
  requirePermission(ctx.actor, "traffic.read");
  const { id } = getQueueInputSchema.parse(input);
  const [queue] = await readQueues(ctx.pool, { id, fromMs: 0, toMs: ctx.now() + 60_000, limit: 1 });
  if (queue === undefined) throw new NotFoundError("queue", id);
  const [growth, corridor] = await Promise.all([readQueueGrowth(ctx.pool, id), readCorridor(ctx, queue)]);
  return { queue, growth, corridor };
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
