import type { Pool } from "@arterial/db/pool";
import { readReplayChannel } from "@arterial/db/timeseries/live-recording/read-channel";
import { readFirstRecorded } from "@arterial/db/timeseries/live-recording/slices";
import type { LiveSegment } from "@arterial/domain/live/frame";

/** Recordings are read for so long at most, ms. */
export const MAX_TOLD_MS = 2 * 60 * 60 * 1000;

/**
 * The minutes of some segments from `fromMs` on as they had been told at `knownAtMs`, from what was recorded then: a
 * minute that was corrected later has the value that was shown. In the order of segments, each oldest first.
 */
export async function readToldMinutes(
  pool: Pool,
  query: { segmentIds: ReadonlySet<string>; fromMs: number; knownAtMs: number },
): Promise<LiveSegment[]> {
  const { segmentIds, fromMs, knownAtMs } = query;
  const start = await readFirstRecorded(pool, "segments", { fromMs, toMs: knownAtMs });
  if (start === null) return [];
  const channel = await readReplayChannel(pool, "segments", { fromMs: start, toMs: knownAtMs });
  const told = new Map<string, Map<number, LiveSegment>>();
  const note = (held: LiveSegment): void => {
    if (!segmentIds.has(held.id) || held.startAt < fromMs) return;
    const minutes = told.get(held.id) ?? new Map<number, LiveSegment>();
    told.set(held.id, minutes.set(held.startAt, held));
  };
  for (const held of channel?.items ?? []) note(held);
  for (const { set } of channel?.changes ?? []) for (const held of set) note(held);
  return [...told.values()].flatMap((minutes) => [...minutes.values()].sort((a, b) => a.startAt - b.startAt));
}
