import { readReplayChannel } from "@arterial/db/timeseries/live-recording/read-channel";
import { type QueuePoint, readQueueGrowth, readQueues } from "@arterial/db/timeseries/traffic/queues";
import type { Queue } from "@arterial/domain/traffic/queue";
import { z } from "zod";
import { requirePermission } from "../actor.ts";
import type { ServiceContext } from "../context.ts";
import { NotFoundError } from "../errors.ts";
import { type CorridorPiece, readCorridor } from "./queue-corridor.ts";

export const queueIdSchema = z.string().min(1).max(200);
export const getQueueInputSchema = z.object({
  id: queueIdSchema,
  /** The moment that is looked at, epoch ms; now when absent. Nothing that became known later is told. */
  atMs: z.number().int().min(0).optional(),
});

/** A queue and the road that it stands on. */
export interface QueueView {
  queue: Queue;
  corridor: CorridorPiece[];
}

/** A queue on its road, now or as both were told at a moment. Throws NotFoundError, also when it was not listed then. */
export async function getQueue(
  ctx: ServiceContext,
  input: z.input<typeof getQueueInputSchema>,
): Promise<QueueView> {
  requirePermission(ctx.actor, "traffic.read");
  const { id, atMs } = getQueueInputSchema.parse(input);
  const queue = atMs === undefined ? await readQueueNow(ctx, id) : await readToldQueue(ctx, id, atMs);
  if (queue === undefined) throw new NotFoundError("queue", id);
  return { queue, corridor: await readCorridor(ctx, queue, atMs) };
}

/** A queue on its road as it is now, and its minutes so far. Throws NotFoundError. */
export async function getQueueGrowth(
  ctx: ServiceContext,
  { id }: { id: string },
): Promise<QueueView & { growth: QueuePoint[] }> {
  const view = await getQueue(ctx, { id });
  return { ...view, growth: await readQueueGrowth(ctx.pool, id) };
}

async function readQueueNow(ctx: ServiceContext, id: string): Promise<Queue | undefined> {
  const [queue] = await readQueues(ctx.pool, { id, fromMs: 0, toMs: ctx.now() + 60_000, limit: 1 });
  return queue;
}

/** A queue as the list of what is abnormal had it at `atMs`. */
async function readToldQueue(ctx: ServiceContext, id: string, atMs: number): Promise<Queue | undefined> {
  const list = await readReplayChannel(ctx.pool, "abnormal", { fromMs: atMs, toMs: atMs });
  return list?.items.find((item) => item.queue?.id === id)?.queue;
}
