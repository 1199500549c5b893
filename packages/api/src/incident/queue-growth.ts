import type { IncidentEpisode } from "@arterial/db/timeseries/incident/episodes";
import { readReplayChannel } from "@arterial/db/timeseries/live-recording/read-channel";
import { readQueueGrowth } from "@arterial/db/timeseries/traffic/queues";
import type { AbnormalItem } from "@arterial/domain/live/frame";
import type { ServiceContext } from "../context.ts";

/** A queue in one minute that ends at `t`, epoch ms. */
export interface GrowthPoint {
  t: number;
  lengthM: number;
  vehicles: number;
  speedKmh: number | null;
  delayVehH: number;
}

/** The recording is read back so far at most: it is unpacked slice by slice. */
const RECORDED_MS = 3 * 60 * 60 * 1000;

/** The minutes of an incident's queue as they are known today; empty for what is no queue. */
export async function growthUntilNow(ctx: ServiceContext, { item }: IncidentEpisode): Promise<GrowthPoint[]> {
  if (!item.queue) return [];
  const points = await readQueueGrowth(ctx.pool, item.queue.id);
  return points.map(({ t, lengthM, vehicles, speedKmh, delayVehH }) => ({
    t,
    lengthM,
    vehicles,
    speedKmh,
    delayVehH,
  }));
}

/**
 * The minutes of an incident's queue as they had been told at `atMs`, from what was recorded then; the last one is
 * known also where the recording has a hole before it.
 */
export async function growthKnownAt(
  ctx: ServiceContext,
  { item, knownAt }: IncidentEpisode,
  { lastKnown, atMs }: { lastKnown: AbnormalItem; atMs: number },
): Promise<GrowthPoint[]> {
  if (!item.queue) return [];
  const points = new Map<number, GrowthPoint>();
  const note = ({ id, queue }: AbnormalItem): void => {
    if (id !== item.id || !queue) return;
    const { at, lengthM, vehicles, speedKmh, delayVehH } = queue.state;
    points.set(at, { t: at, lengthM, vehicles, speedKmh, delayVehH });
  };
  note(item);
  const fromMs = Math.max(knownAt, atMs - RECORDED_MS);
  const channel = await readReplayChannel(ctx.pool, "abnormal", { fromMs, toMs: atMs });
  for (const held of channel?.items ?? []) note(held);
  for (const change of channel?.changes ?? []) for (const held of change.set) note(held);
  note(lastKnown);
  return [...points.values()].sort((a, b) => a.t - b.t);
}
