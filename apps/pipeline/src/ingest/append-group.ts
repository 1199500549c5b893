import type { DeviceKind } from "@arterial/domain/device-kind";
import { OBSERVATION_TOPICS } from "@arterial/domain/log-topic";
import type { Observation } from "@arterial/domain/observation";
import type { NewRecord } from "@arterial/streams/record";
import type { PipelineLog, PipelineTopics } from "../topics.ts";
import type { TakenCounts } from "./ingest.ts";

/** What came in within one turn of the event loop: appended together, safe together. */
export interface AppendGroup {
  /** Resolves when all of it is safe. */
  safe: Promise<void>;
  add(kind: DeviceKind, records: readonly NewRecord<Observation>[]): void;
  /** The counts of a message of which all readings count as accepted, once the group is safe. */
  whenAccepted(readings: number): Promise<TakenCounts>;
}

/** The flow's kind and the topic's are the same, which the compiler cannot follow through the tables. */
function appendObservations(
  log: PipelineLog,
  kind: DeviceKind,
  records: NewRecord<Observation>[],
): Promise<void> {
  const topic = OBSERVATION_TOPICS[kind];
  return log.append(topic, records as NewRecord<PipelineTopics[typeof topic]>[]);
}

function openGroup(log: PipelineLog): AppendGroup & { append(): Promise<void> } {
  const { promise: safe, resolve, reject } = Promise.withResolvers<void>();
  safe.catch(() => {});
  const recordsOf = new Map<DeviceKind, NewRecord<Observation>[]>();
  const accepted = new Map<number, Promise<TakenCounts>>();
  return {
    safe,
    add: (kind, records) => {
      const known = recordsOf.get(kind);
      if (known) for (const record of records) known.push(record);
      else if (records.length > 0) recordsOf.set(kind, [...records]);
    },
    whenAccepted: (readings) => {
      const known = accepted.get(readings);
      if (known) return known;
      const counts = safe.then(() => ({ accepted: readings, refused: 0 }));
      accepted.set(readings, counts);
      return counts;
    },
    append: () =>
      Promise.all([...recordsOf].map(([kind, records]) => appendObservations(log, kind, records))).then(
        () => resolve(),
        reject,
      ),
  };
}

/** Gives the group of this turn of the event loop; it is appended at the turn's end, groups in order. */
export function createAppendGroups(log: PipelineLog): () => AppendGroup {
  let current: ReturnType<typeof openGroup> | undefined;
  return () => {
    if (current) return current;
    const opened = openGroup(log);
    current = opened;
    setImmediate(() => {
      current = undefined;
      void opened.append();
    });
    return opened;
  };
}
