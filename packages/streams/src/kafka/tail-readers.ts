import type { Subscription } from "../event-log.ts";
import type { LogRecord } from "../record.ts";
import { createBrokerTime } from "./broker-time.ts";
import { watchEnds } from "./end-watch.ts";
import { listenFromPast } from "./handover.ts";
import type { ReaderSurroundings } from "./kafka-group-reader.ts";
import { createMergedDelivery, type MergedDelivery } from "./merged-delivery.ts";
import { createSharedTail } from "./shared-tail.ts";
import { type JoinedSource, listenTo } from "./tail-reading.ts";
import { startTailSource, type TailListener, type TailSourceOptions } from "./tail-source.ts";

export interface TailReaderOptions {
  topics: readonly string[];
  group: string;
  onBatch: (records: readonly LogRecord[]) => Promise<void>;
  maxBatch?: number;
  fromMs?: number;
  onCompleteUntil?: (untilMs: number) => Promise<void>;
}

const ASK_ENDS_EVERY_MS = 250;

/** Where a topic's partitions go on with what was appended at an instant, epoch ms. */
function beginsAppendedAt(fromMs: number): TailSourceOptions["begins"] {
  return async (admin, topic) => {
    const offsets = await admin.fetchTopicOffsetsByTimestamp(topic, fromMs);
    return new Map(offsets.map(({ partition, offset }) => [partition, Number(offset)]));
  };
}

/**
 * Creates what starts readers of every partition of topics in this process, each merged by the time of appending. What
 * comes next is read once for all of them, from `topics`, which are all of the log; who begins in the past reads for
 * itself until it has caught up.
 */
export function createTailReaders(
  around: ReaderSurroundings,
  topics: readonly string[],
): (options: TailReaderOptions) => Subscription {
  const { join } = createSharedTail(() =>
    startTailSource(around, { topics, group: "tail", onFailure: (cause) => around.onFailure("tail", cause) }),
  );

  const brokerTime = createBrokerTime(around);

  function readPast({ topics: wanted, group, fromMs }: TailReaderOptions): JoinedSource {
    const onFailure = (cause: unknown) => around.onFailure(group, cause);
    const begins = fromMs === undefined ? undefined : beginsAppendedAt(fromMs);
    const source = startTailSource(around, { topics: wanted, group, begins, onFailure });
    return { source, release: source.stop };
  }

  function watchEndsFor({ topics: wanted, group }: TailReaderOptions, onEnds: MergedDelivery["reach"]) {
    return watchEnds({
      kafka: around.kafka,
      topics: wanted.map(around.nameOf),
      everyMs: ASK_ENDS_EVERY_MS,
      giveUpAfterMs: around.giveUpAfterMs,
      onEnds,
      onFailure: (cause) => around.onFailure(group, cause),
    });
  }

  return (options) => {
    const { group, fromMs, maxBatch = 2_000, onBatch, onCompleteUntil } = options;
    const onFailure = (cause: unknown) => around.onFailure(group, cause);
    const delivery = createMergedDelivery({
      maxBatch,
      onBatch,
      onCompleteUntil,
      brokerTime,
      giveUpAfterReaches: Math.ceil(around.giveUpAfterMs / ASK_ENDS_EVERY_MS),
      onFailure,
    });
    const listener: TailListener = {
      topics: new Set(options.topics),
      expect: delivery.merge.expect,
      extend: delivery.merge.extend,
      push: delivery.push,
    };
    const reading =
      fromMs === undefined ? listenTo(join(), listener) : listenFromPast(readPast(options), join, listener);
    const ends = onCompleteUntil && watchEndsFor(options, delivery.reach);
    return {
      ready: reading.ready,
      lag: () => reading.lag() + delivery.merge.lag(),
      stop: async () => {
        await Promise.all([ends?.stop(), reading.leave(), delivery.stop()]);
      },
    };
  };
}
