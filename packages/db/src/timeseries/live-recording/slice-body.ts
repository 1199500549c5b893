import { createHash } from "node:crypto";
import { setImmediate as nextTurn } from "node:timers/promises";
import { promisify } from "node:util";
import { gunzip, gzip } from "node:zlib";
import type { VehiclePosition } from "@arterial/domain/live/frame";
import {
  canonicalItem,
  canonicalOrder,
  type RecordedChange,
  type RecordedChannel,
  type RecordedItems,
} from "@arterial/domain/live/replay/live-state";
import { decodeVehicleChanges, encodeVehicleChanges } from "@arterial/domain/live/replay/vehicle-slice";

const compress = promisify(gzip);
const decompress = promisify(gunzip);

type Change<Channel extends RecordedChannel> = RecordedChange<RecordedItems[Channel]>;

/** Items that are made into text for a hash before whatever else waits has its turn. */
const ITEMS_IN_A_TURN = 200;

/** The changes of a slice as they come. */
export interface SliceBody<Channel extends RecordedChannel> {
  add(change: Change<Channel>): void;
  /** Compressed bytes of the changes. */
  pack(): Promise<Buffer>;
}

function createVehicleBody(): SliceBody<"vehicles"> {
  const changes: RecordedChange<VehiclePosition>[] = [];
  return {
    add: (change) => void changes.push(change),
    pack: () => compress(encodeVehicleChanges(changes)),
  };
}

/** Each change is made into bytes when it comes: thousands of readings at the end of a slice would hold up the process. */
function createTextBody<Channel extends RecordedChannel>(): SliceBody<Channel> {
  const pieces: Buffer[] = [];
  return {
    add: (change) =>
      void pieces.push(Buffer.from(`${pieces.length === 0 ? "" : ","}${JSON.stringify(change)}`)),
    pack: () => compress(Buffer.concat([Buffer.from("["), ...pieces, Buffer.from("]")])),
  };
}

/** Begins the body of a slice. */
export function createSliceBody<Channel extends RecordedChannel>(channel: Channel): SliceBody<Channel> {
  // The compiler does not see that the channel of vehicles takes changes of vehicles.
  return channel === "vehicles" ? (createVehicleBody() as unknown as SliceBody<Channel>) : createTextBody();
}

/** The changes in a slice's bytes. They were made by a `SliceBody`; nothing else writes them. */
export async function unpackChanges<Channel extends RecordedChannel>(
  channel: Channel,
  body: Buffer,
): Promise<RecordedChange<RecordedItems[Channel]>[]> {
  const bytes = await decompress(body);
  const changes = channel === "vehicles" ? decodeVehicleChanges(bytes) : JSON.parse(bytes.toString("utf8"));
  return changes as RecordedChange<RecordedItems[Channel]>[];
}

/** The hash of a state of these items, made some at a time: what else waits is not held up by thousands of them. */
export async function hashItems<Item extends { id: string }>(items: Iterable<Item>): Promise<string> {
  const hash = createHash("sha256").update("[");
  for (const [index, item] of canonicalOrder(items).entries()) {
    if (index > 0 && index % ITEMS_IN_A_TURN === 0) await nextTurn();
    hash.update(index === 0 ? canonicalItem(item) : `,${canonicalItem(item)}`);
  }
  return hash.update("]").digest("hex");
}
