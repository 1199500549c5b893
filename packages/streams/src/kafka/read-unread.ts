import type { Admin } from "kafkajs";
import { type GroupPositions, LogFailedError } from "../event-log.ts";
import type { LogRecord } from "../record.ts";
import { type ReaderSurroundings, topicsByName } from "./kafka-group-reader.ts";
import { readExtents } from "./partition-extent.ts";
import { startTailSource, type TailListener } from "./tail-source.ts";
import { withAdmin } from "./with-admin.ts";

export interface ReadUnreadOptions {
  topics: readonly string[];
  /** Where the group has come to, by the log's own names of topics. */
  positions: Pick<GroupPositions, "read">;
  onRecords: (records: readonly LogRecord[]) => void;
}

/** Where a topic's partitions have records that a group has not come to, by number. */
async function findUnread(
  admin: Admin,
  topic: string,
  positions: ReadonlyMap<number, number>,
): Promise<Map<number, number>> {
  const unread = new Map<number, number>();
  for (const [partition, { low, high }] of await readExtents(admin, topic)) {
    const next = positions.get(partition) ?? low;
    // A position that the partition does not reach any more says nothing: all that is left is new to the group.
    const from = next > high ? low : Math.max(low, next);
    if (from < high) unread.set(partition, from);
  }
  return unread;
}

/** Takes what a source gives until every partition has come to where it ended when it was begun, or nothing comes. */
function createTaking({ topics, onRecords }: ReadUnreadOptions, giveUpAfterMs: number) {
  const ends = new Map<string, number>();
  const done = Promise.withResolvers<void>();
  const silence = setTimeout(() => {
    done.reject(new Error(`partitions of which nothing comes: ${[...ends.keys()].join(", ")}`));
  }, giveUpAfterMs);
  let hasBegun = false;
  const endWhenDone = () => {
    if (hasBegun && ends.size === 0) done.resolve();
  };
  const listener: TailListener = {
    topics: new Set(topics),
    expect: (partition, from, end) => void (from < end && ends.set(partition, end)),
    extend: () => {},
    push: (partition, records, { next }) => {
      silence.refresh();
      onRecords(records.map(({ record }) => record));
      if (next >= (ends.get(partition) ?? Number.POSITIVE_INFINITY)) ends.delete(partition);
      endWhenDone();
    },
  };
  const begin = () => {
    hasBegun = true;
    endWhenDone();
  };
  const end = () => clearTimeout(silence);
  return { listener, begin, end, done: done.promise, fail: done.reject };
}

/** Where the topics, by Kafka's names, have records that the group has not come to. */
async function findBegins(around: ReaderSurroundings, { topics, positions }: ReadUnreadOptions) {
  const begins = new Map<string, ReadonlyMap<number, number>>();
  await withAdmin(around.kafka, async (admin) => {
    for (const [name, { topic }] of topicsByName(around, topics)) {
      const unread = await findUnread(admin, name, await positions.read(topic));
      if (unread.size > 0) begins.set(name, unread);
    }
  });
  return begins;
}

async function read(around: ReaderSurroundings, options: ReadUnreadOptions): Promise<void> {
  const begins = await findBegins(around, options);
  const topics = options.topics.filter((topic) => begins.has(around.nameOf(topic)));
  if (topics.length === 0) return;
  const taking = createTaking({ ...options, topics }, around.giveUpAfterMs);
  const source = startTailSource(around, {
    topics,
    group: "unread",
    begins: async (_admin, topic) => begins.get(topic) ?? new Map(),
    onFailure: taking.fail,
  });
  const leave = source.listen(taking.listener);
  void source.ready.then(taking.begin);
  try {
    await taking.done;
  } finally {
    taking.end();
    leave();
    await source.stop();
  }
}

/**
 * Gives what a group has not come to of topics, up to where they end now. It joins no group when there is nothing.
 *
 * @throws LogFailedError when the records cannot be read, or nothing of them comes.
 */
export async function readUnread(around: ReaderSurroundings, options: ReadUnreadOptions): Promise<void> {
  await read(around, options).catch((cause: unknown) => {
    throw new LogFailedError("unread records could not be read", { cause });
  });
}
