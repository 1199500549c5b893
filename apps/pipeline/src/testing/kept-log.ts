import type { Clock } from "@arterial/runtime/clock";
import type { EventLog, TopicValues } from "@arterial/streams/event-log";
import { createMemoryLog } from "@arterial/streams/memory-log";
import type { NewRecord } from "@arterial/streams/record";
import type { PipelineTopics } from "../topics.ts";

interface KeptRecord extends NewRecord {
  topic: string;
  appendedAt: number;
}

type Opening = Partial<Parameters<typeof createMemoryLog>[0]> & { isSilent?: boolean };

/** Records of a log that outlive the processes of a test. */
export interface KeptLog<Topics extends TopicValues = PipelineTopics> {
  records: readonly KeptRecord[];
  /** Records that each reading from an instant was given. */
  readings: readonly number[];
  /** The log as one process has it; one that is silent never gives what it holds of the past. */
  open(options?: Opening): EventLog<Topics>;
}

/** An in-process log that keeps what it is given, stamped as a broker does when it is appended. */
export function createKeptLog<Topics extends TopicValues = PipelineTopics>(
  clock: Pick<Clock, "now">,
): KeptLog<Topics> {
  const records: KeptRecord[] = [];
  const readings: number[] = [];

  function readPast(topics: readonly string[], fromMs: number) {
    const past = records.filter(({ topic, appendedAt }) => topics.includes(topic) && appendedAt >= fromMs);
    readings.push(past.length);
    return past.map((record, offset) => ({ ...record, partition: 0, offset }));
  }

  function open({ isSilent = false, ...options }: Opening = {}): EventLog<Topics> {
    const live = createMemoryLog<Topics>({ onFailure: () => {}, ...options });
    return {
      ...live,
      isKept: true,
      append: async (topic, added) => {
        records.push(...added.map((record) => ({ ...record, topic, appendedAt: clock.now() })));
        await live.append(topic, added);
      },
      subscribe: (options) => {
        const subscription = live.subscribe(options);
        if (options.fromMs === undefined) return subscription;
        const past = readPast(options.topics, options.fromMs);
        if (isSilent) return { ...subscription, lag: () => 1 };
        // The records of a topic are those that were appended to it.
        return { ...subscription, ready: options.onBatch(past as never) };
      },
    };
  }

  return { records, readings, open };
}
