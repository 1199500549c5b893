import {
  applyChange,
  type RecordedChange,
  type RecordedChannel,
  type RecordedItems,
} from "@arterial/domain/live/replay/live-state";
import type { Queryable } from "../../pool.ts";
import { unpackChanges } from "./slice-body.ts";
import { type LiveSlice, readLiveSlices } from "./slices.ts";

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
  range: { fromMs: number; toMs: number },
): Promise<ReplayChannel<RecordedItems[Channel]> | null> {
  const slices = await readLiveSlices(db, { channel, ...range, wholeWithinMs: WHOLE_WITHIN_MS });
  return unfold(channel, runAt(slices, range.fromMs), range);
}

/**
 * A channel's items as they were last recorded at `atMs`, and when that was, epoch ms: before `atMs` in a hole of the
 * recording and ahead of what is stored yet. Null when nothing was recorded in the minutes before.
 */
export async function readLastRecorded<Channel extends RecordedChannel>(
  db: Queryable,
  channel: Channel,
  atMs: number,
): Promise<{ items: RecordedItems[Channel][]; lastAt: number } | null> {
  const range = { fromMs: atMs, toMs: atMs };
  const slices = await readLiveSlices(db, { channel, ...range, wholeWithinMs: WHOLE_WITHIN_MS });
  const lastAt = Math.min(atMs, slices.at(-1)?.endsAt ?? atMs);
  const last = await unfold(channel, runAt(slices, lastAt), { fromMs: lastAt, toMs: lastAt });
  return last && { items: last.items, lastAt };
}

/**
 * The slices from a whole one on that follow each other without a hole and hold `atMs`; empty when none do. Behind a
 * hole the state is known again only from the next whole slice on.
 */
function runAt(slices: readonly LiveSlice[], atMs: number): readonly LiveSlice[] {
  let run: LiveSlice[] = [];
  for (const slice of slices) {
    if (run.at(-1)?.endsAt === slice.startAt) run.push(slice);
    else if (slice.startAt > atMs) break;
    else run = slice.isWhole ? [slice] : [];
  }
  return (run.at(-1)?.endsAt ?? Number.NEGATIVE_INFINITY) >= atMs ? run : [];
}

async function unfold<Channel extends RecordedChannel>(
  channel: Channel,
  run: readonly LiveSlice[],
  { fromMs, toMs }: { fromMs: number; toMs: number },
): Promise<ReplayChannel<RecordedItems[Channel]> | null> {
  const last = run.at(-1);
  if (!last) return null;
  const state = new Map<string, RecordedItems[Channel]>();
  const changes: RecordedChange<RecordedItems[Channel]>[] = [];
  for (const { body } of run) {
    for (const change of await unpackChanges(channel, body)) {
      if (change.at <= fromMs) applyChange(state, change);
      else if (change.at <= toMs) changes.push(change);
    }
  }
  return { items: [...state.values()], changes, knownToMs: last.endsAt };
}
