import {
  applyChange,
  type RecordedChange,
  type RecordedChannel,
  type RecordedItems,
} from "@arterial/domain/live/replay/live-state";
import type { Queryable } from "../../pool.ts";
import { unpackChanges } from "./slice-body.ts";
import { readLiveSlices } from "./slices.ts";

/** The last whole slice lies no farther back; the recorder makes one every few minutes. */
const WHOLE_WITHIN_MS = 20 * 60_000;

/** What one channel was like at the start of a window, and how it changed until its end. */
export interface ReplayChannel<Item> {
  items: Item[];
  changes: RecordedChange<Item>[];
  /** Up to here the changes are known, epoch ms. */
  knownToMs: number;
}

/**
 * What a channel was like at `fromMs` and how it changed until `toMs`, as it was known then; null when nothing was
 * recorded at `fromMs`.
 */
export async function readReplayChannel<Channel extends RecordedChannel>(
  db: Queryable,
  channel: Channel,
  { fromMs, toMs }: { fromMs: number; toMs: number },
): Promise<ReplayChannel<RecordedItems[Channel]> | null> {
  const slices = await readLiveSlices(db, { channel, fromMs, toMs, wholeWithinMs: WHOLE_WITHIN_MS });
  const last = slices.findLast(({ startAt }) => startAt <= fromMs);
  if (!last || last.endsAt < fromMs) return null;
  const state = new Map<string, RecordedItems[Channel]>();
  const changes: RecordedChange<RecordedItems[Channel]>[] = [];
  let knownToMs = last.endsAt;
  let endsAt: number | null = null;
  for (const slice of slices) {
    // A hole in the recording: what follows begins anew and is another window.
    if (endsAt !== null && slice.startAt !== endsAt) {
      if (slice.startAt > fromMs) break;
      state.clear();
    }
    endsAt = slice.endsAt;
    knownToMs = Math.max(knownToMs, slice.endsAt);
    for (const change of await unpackChanges(channel, slice.body)) {
      if (change.at <= fromMs) applyChange(state, change);
      else if (change.at <= toMs) changes.push(change);
    }
  }
  return { items: [...state.values()], changes, knownToMs };
}
