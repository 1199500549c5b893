import type { IncidentEpisode } from "@arterial/db/timeseries/incident/episodes";
import { readLastRecorded } from "@arterial/db/timeseries/live-recording/read-channel";
import { readOpenQueues } from "@arterial/db/timeseries/traffic/queues";
import type { AbnormalItem } from "@arterial/domain/live/frame";
import { queueItem } from "@arterial/domain/live/queue-item";
import type { ServiceContext } from "../context.ts";

type Stay = Pick<IncidentEpisode, "item" | "knownAt">;

/** The list as it was recorded last at `atMs`: tells the item of a stay as it was then, as it came where nothing newer is. */
async function readRecorded(ctx: ServiceContext, atMs: number): Promise<(stay: Stay) => AbnormalItem> {
  const recorded = await readLastRecorded(ctx.pool, "abnormal", atMs);
  const byId = new Map(recorded?.items.map((item) => [item.id, item]));
  return ({ item, knownAt }) => {
    const isNewer = recorded !== null && recorded.lastAt >= knownAt;
    return (isNewer && byId.get(item.id)) || item;
  };
}

/**
 * How to tell what is on the list as of now: an episode keeps its item as it came. One with an open queue is told by the
 * queue's last minute, any other by what was recorded of the list last, some seconds ago.
 */
export async function readAsOfNow(ctx: ServiceContext): Promise<(stay: Stay) => AbnormalItem> {
  const [queues, recorded] = await Promise.all([readOpenQueues(ctx.pool), readRecorded(ctx, ctx.now())]);
  const queuesById = new Map(queues.map((queue) => [queue.id, queue]));
  return (stay) => {
    const { id, queue: came } = stay.item;
    const queue = came && queuesById.get(came.id);
    return queue ? { ...queueItem(queue), id } : recorded(stay);
  };
}

/** The item of a stay as it was known last: at `atMs` (now when absent), or before it left the list. */
export async function lastKnownItem(
  ctx: ServiceContext,
  episode: IncidentEpisode,
  atMs: number | undefined,
): Promise<AbnormalItem> {
  const { goneAt } = episode;
  // In the moment in which it left the list it is not in the recording any more.
  const untilMs = goneAt === null ? atMs : goneAt - 1;
  const toldAt = untilMs === undefined ? await readAsOfNow(ctx) : await readRecorded(ctx, untilMs);
  return toldAt(episode);
}
