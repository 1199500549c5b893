import type { Subscription } from "../event-log.ts";
import type { LogRecord } from "../record.ts";
import type { ReaderSurroundings } from "./kafka-group-reader.ts";
import { createMergedDelivery } from "./merged-delivery.ts";
import { createSharedTail } from "./shared-tail.ts";
import { startTailSource, type TailSource } from "./tail-source.ts";

export interface TailReaderOptions {
  topics: readonly string[];
  group: string;
  onBatch: (records: readonly LogRecord[]) => Promise<void>;
  maxBatch?: number;
  fromMs?: number;
  orderWithinMs?: number;
}

/** A source, and how to say that one needs it no more. */
interface JoinedSource {
  source: TailSource;
  release: () => Promise<void>;
}

/**
 * Creates what starts readers of every partition of topics in this process, each merged by the time of appending. What
 * comes next is read once for all of them, from `topics`, which are all of the log; who asks for what was before reads for
 * itself. A reader's lag counts what its source has not read of other topics too.
 */
export function createTailReaders(
  around: ReaderSurroundings,
  topics: readonly string[],
): (options: TailReaderOptions) => Subscription {
  const shared = createSharedTail(() =>
    startTailSource(around, { topics, group: "tail", onFailure: (cause) => around.onFailure("tail", cause) }),
  );

  function join({ topics: wanted, group, fromMs }: TailReaderOptions): JoinedSource {
    if (fromMs === undefined) return shared.join();
    const onFailure = (cause: unknown) => around.onFailure(group, cause);
    const source = startTailSource(around, { topics: wanted, group, fromMs, onFailure });
    return { source, release: source.stop };
  }

  return (options) => {
    const { group, maxBatch = 2_000, orderWithinMs = 0, onBatch } = options;
    const onFailure = (cause: unknown) => around.onFailure(group, cause);
    const delivery = createMergedDelivery({ maxBatch, orderWithinMs, onBatch, onFailure });
    const { source, release } = join(options);
    const { expect } = delivery.merge;
    const leave = source.listen({ topics: new Set(options.topics), expect, push: delivery.push });
    return {
      ready: source.ready,
      lag: () => source.lag() + delivery.merge.lag(),
      stop: async () => {
        leave();
        await delivery.stop();
        await release();
      },
    };
  };
}
