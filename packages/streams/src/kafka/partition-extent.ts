import type { Admin } from "kafkajs";

/** What a partition holds at a moment. */
export interface PartitionExtent {
  /** Offset of its first record; retention moves it on. */
  low: number;
  /** Offset behind its last record. It only grows while no record is lost. */
  high: number;
}

/** What the partitions of a topic hold, by number. */
export async function readExtents(admin: Admin, topic: string): Promise<Map<number, PartitionExtent>> {
  const offsets = await admin.fetchTopicOffsets(topic);
  return new Map(
    offsets.map(({ partition, low, high }) => [partition, { low: Number(low), high: Number(high) }]),
  );
}

/** The broker that was asked has not heard of a partition yet; told as brokers themselves do, to be asked again. */
class UnknownPartitionError extends Error {
  override name = "UnknownPartitionError";
  readonly type = "UNKNOWN_TOPIC_OR_PARTITION";
}

/** @throws UnknownPartitionError when it is not among them. */
export function extentOf(extents: ReadonlyMap<number, PartitionExtent>, partition: number): PartitionExtent {
  const extent = extents.get(partition);
  if (!extent) throw new UnknownPartitionError(`partition ${partition} is not known yet`);
  return extent;
}

/** A partition ends before what was read of it already: it lost its last records, or its topic was made anew. */
export class LostRecordsError extends Error {
  override name = "LostRecordsError";

  constructor(partition: string, { next, end }: { next: number; end: number }) {
    super(`${partition} ends at ${end}, and was read up to ${next}: the log has lost records`);
  }
}
