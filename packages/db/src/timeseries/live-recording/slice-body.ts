import { createHash } from "node:crypto";
import { promisify } from "node:util";
import { gunzip, gzip } from "node:zlib";
import type { VehiclePosition } from "@arterial/domain/live/frame";
import {
  type ChannelState,
  canonicalState,
  type RecordedChange,
  type RecordedChannel,
  type RecordedItems,
} from "@arterial/domain/live/replay/live-state";
import { decodeVehicleChanges, encodeVehicleChanges } from "@arterial/domain/live/replay/vehicle-slice";

const compress = promisify(gzip);
const decompress = promisify(gunzip);

type AnyChange = RecordedChange<RecordedItems[RecordedChannel]>;

/** Compressed bytes of a slice's changes. */
export function packChanges(channel: RecordedChannel, changes: readonly AnyChange[]): Promise<Buffer> {
  const bytes =
    channel === "vehicles"
      ? encodeVehicleChanges(changes as readonly RecordedChange<VehiclePosition>[])
      : JSON.stringify(changes);
  return compress(bytes);
}

/** The changes in a slice's bytes. They were made by `packChanges`; nothing else writes them. */
export async function unpackChanges<Channel extends RecordedChannel>(
  channel: Channel,
  body: Buffer,
): Promise<RecordedChange<RecordedItems[Channel]>[]> {
  const bytes = await decompress(body);
  const changes = channel === "vehicles" ? decodeVehicleChanges(bytes) : JSON.parse(bytes.toString("utf8"));
  return changes as RecordedChange<RecordedItems[Channel]>[];
}

/** Hash by which two states are compared. */
export function hashState<Item extends { id: string }>(state: ChannelState<Item>): string {
  return createHash("sha256").update(canonicalState(state)).digest("hex");
}
