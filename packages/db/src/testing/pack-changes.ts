import type { RecordedChange, RecordedChannel, RecordedItems } from "@arterial/domain/live/replay/live-state";
import { createSliceBody } from "../timeseries/live-recording/slice-body.ts";

/** Compressed bytes of a slice's changes. */
export function packChanges<Channel extends RecordedChannel>(
  channel: Channel,
  changes: readonly RecordedChange<RecordedItems[Channel]>[],
): Promise<Buffer> {
  const body = createSliceBody(channel);
  for (const change of changes) body.add(change);
  return body.pack();
}
